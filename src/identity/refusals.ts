import { refusals } from '../kit/refusal.ts'

export const refuse = refusals({
  too_often: {
    status: 429,
    en: '.input {$minutes :number}\n.match $minutes\none {{This was tried too often from your network. Try again in {$minutes} minute.}}\n* {{This was tried too often from your network. Try again in {$minutes} minutes.}}',
    es: '.input {$minutes :number}\n.match $minutes\none {{Esto se ha intentado demasiadas veces desde su red. Inténtelo de nuevo en {$minutes} minuto.}}\n* {{Esto se ha intentado demasiadas veces desde su red. Inténtelo de nuevo en {$minutes} minutos.}}',
  },
  mailed_often: {
    status: 429,
    en: '.input {$minutes :number}\n.match $minutes\none {{A mail has just gone there. The next can go in {$minutes} minute.}}\n* {{Mails have just gone there. The next can go in {$minutes} minutes.}}',
    es: '.input {$minutes :number}\n.match $minutes\none {{Acaba de salir un correo para esa dirección. El próximo puede salir dentro de {$minutes} minuto.}}\n* {{Acaban de salir correos para esa dirección. El próximo puede salir dentro de {$minutes} minutos.}}',
  },
  trial_invitations: {
    status: 429,
    en: '.input {$hours :number}\n.input {$count :number}\n.match $hours\none {{A portal on trial sends {$count} invitations a day, and today’s are used up. The next can go in {$hours} hour, or once the portal is certified.}}\n* {{A portal on trial sends {$count} invitations a day, and today’s are used up. The next can go in {$hours} hours, or once the portal is certified.}}',
    es: '.input {$hours :number}\n.input {$count :number}\n.match $hours\none {{Un portal de prueba envía {$count} invitaciones al día, y las de hoy se han agotado. La próxima puede salir dentro de {$hours} hora, o cuando el portal esté certificado.}}\n* {{Un portal de prueba envía {$count} invitaciones al día, y las de hoy se han agotado. La próxima puede salir dentro de {$hours} horas, o cuando el portal esté certificado.}}',
  },
  // One answer for an unknown e-mail, a wrong password, and any password of a locked account.
  sign_in: {
    status: 401,
    en: 'We could not sign you in with that name and password. After several tries we wait a while before the next; choosing a new password by e-mail ends the wait.',
    es: 'No hemos podido iniciar su sesión con ese nombre y esa contraseña. Tras varios intentos esperamos un rato antes del siguiente; elegir una contraseña nueva por correo acaba con la espera.',
  },
  // Told to whoever has proved who they are, and to nobody else.
  access_disabled: {
    status: 403,
    en: 'Your access is switched off here. Ask {$ask} to switch it on again.',
    es: 'Su acceso está desactivado aquí. Pida a {$ask} que lo active de nuevo.',
  },
  registration_open: {
    status: 403,
    en: 'You have not finished registering. Open the link in your invitation; if it no longer works, its page mails you another. If you cannot find it, ask {$ask}.',
    es: 'Aún no ha terminado de registrarse. Abra el enlace de su invitación; si ya no funciona, su página le envía otro. Si no la encuentra, pregunte a {$ask}.',
  },
  // One answer for a code that is wrong, used, tried out or over, and for one that was never mailed.
  wrong_mailed_code: {
    status: 401,
    en: 'That code does not let you in. Look at the newest mail, or have another code mailed.',
    es: 'Ese código no le permite entrar. Mire el correo más reciente o pida otro código.',
  },
  // One answer for whatever was not right on the way back: nothing is told to who tries.
  work_account_failed: {
    status: 401,
    en: 'Your work account did not get you in. Set out once more from the page where you sign in.',
    es: 'Su cuenta de trabajo no le ha dejado entrar. Empiece de nuevo desde la página de inicio de sesión.',
  },
  work_account_unknown: {
    status: 401,
    en: 'Nobody here is connected with this work account. Sign in another way and connect it in your profile, or ask for an invitation.',
    es: 'Nadie aquí está conectado con esta cuenta de trabajo. Inicie sesión de otra manera y conéctela en su perfil, o pida una invitación.',
  },
  work_account_taken: {
    status: 409,
    en: 'This work account is connected with somebody else here.',
    es: 'Esta cuenta de trabajo está conectada con otra persona aquí.',
  },
  provider_away: {
    status: 409,
    en: 'The provider of work accounts does not answer at the moment. Sign in another way, or try again later.',
    es: 'El proveedor de cuentas de trabajo no responde por ahora. Inicie sesión de otra manera o inténtelo más tarde.',
  },
  provider_address: {
    status: 422,
    en: 'This address cannot be reached from here. Enter the public https address of the provider.',
    es: 'Desde aquí no se puede llegar a esta dirección. Escriba la dirección https pública del proveedor.',
  },
  provider_silent: {
    status: 422,
    en: 'No provider answers by this name: its discovery document could not be read, or names another issuer.',
    es: 'Ningún proveedor responde con este nombre: su documento de descubrimiento no se pudo leer o nombra a otro emisor.',
  },
  dead_sign_in: {
    status: 401,
    en: 'This sign-in took too long, or was ended. Begin again.',
    es: 'Este inicio de sesión ha tardado demasiado o se ha terminado. Empiece de nuevo.',
  },
  sign_in_again: {
    status: 409,
    en: 'You have no password here to show that it is you. Sign in once more, and do this within ten minutes of it.',
    es: 'Aquí no tiene contraseña con la que demostrar que es usted. Inicie sesión otra vez y haga esto en los diez minutos siguientes.',
  },
  wrong_code: {
    status: 401,
    en: 'That code is not right, or was used already. Use the next one.',
    es: 'Ese código no es correcto o ya se ha usado. Use el siguiente.',
  },
  wrong_passkey: {
    status: 401,
    en: 'We could not sign you in with that passkey. Try again, or take another way.',
    es: 'No hemos podido iniciar su sesión con esa llave de acceso. Inténtelo de nuevo o de otra manera.',
  },
  not_made: {
    status: 422,
    en: 'The passkey could not be made. Try again.',
    es: 'No se ha podido crear la llave de acceso. Inténtelo de nuevo.',
  },
  passkey_known: {
    status: 409,
    en: 'This passkey is here already.',
    es: 'Esta llave de acceso ya está aquí.',
  },
  too_many_passkeys: {
    status: 409,
    en: 'You have {$most :number} passkeys, which is the most. Remove one first.',
    es: 'Tiene {$most :number} llaves de acceso, que es el máximo. Quite una antes.',
  },
  too_many_keys: {
    status: 409,
    en: 'There are {$most :number} keys in use already, which is the most. Revoke one first.',
    es: 'Ya hay {$most :number} claves en uso, que es el máximo. Revoque una antes.',
  },
  no_app: {
    status: 409,
    en: 'There is no app to confirm. Begin setting it up again.',
    es: 'No hay ninguna aplicación que confirmar. Empiece a configurarla de nuevo.',
  },
  app_there: {
    status: 409,
    en: 'Your authenticator app is set up already. Remove it first.',
    es: 'Su aplicación de autenticación ya está configurada. Quítela antes.',
  },
  code_not_shown: {
    status: 422,
    en: 'That is not what the app shows now. Is your phone’s time right?',
    es: 'Eso no es lo que muestra ahora la aplicación. ¿Está bien la hora de su teléfono?',
  },
  no_factor_theirs: {
    status: 409,
    en: 'They have no second step.',
    es: 'No tiene un segundo paso.',
  },
  no_factor: {
    status: 409,
    en: 'Set up an authenticator app or a passkey first.',
    es: 'Configure antes una aplicación de autenticación o una llave de acceso.',
  },
  factor_required: {
    status: 409,
    en: 'Everyone who works here needs a second step. Set up another before you remove this one.',
    es: 'Todos los que trabajan aquí necesitan un segundo paso. Configure otro antes de quitar este.',
  },
  password_short: {
    status: 409,
    en: 'Your password is too short to stand alone. Choose one of 15 characters or more first.',
    es: 'Su contraseña es demasiado corta para bastar sola. Elija antes una de 15 caracteres o más.',
  },
  dead_token: {
    status: 410,
    en: 'The link may have been used already, or a newer one was sent.',
    es: 'Puede que el enlace ya se haya usado o que se haya enviado otro más reciente.',
  },
  // One answer for a failed identity check and for a link or code that is dead, another's or nobody's.
  registration: {
    status: 410,
    en: 'That did not work. What was stated may not match what we know, or the link or code no longer works. Try once more, or ask for a new one.',
    es: 'No ha funcionado. Puede que lo indicado no coincida con lo que sabemos, o que el enlace o el código ya no funcione. Inténtelo otra vez o pida uno nuevo.',
  },
  portal_suspended: {
    status: 403,
    en: 'This portal is not open at present. Ask {$portal}, who invited you.',
    es: 'Este portal no está abierto por ahora. Pregunte a {$portal}, que le invitó.',
  },
  portal_moved: {
    status: 409,
    en: 'This portal has moved. Nothing was saved here; send it to {$address}.',
    es: 'Este portal se ha mudado. Aquí no se ha guardado nada; envíelo a {$address}.',
  },
  email_taken: {
    status: 409,
    en: 'Someone with this e-mail is already here. Open their page instead.',
    es: 'Ya hay alguien con este correo. Abra su página.',
  },
  email_taken_since: {
    status: 409,
    en: 'Somebody else here signs in with this e-mail by now.',
    es: 'Otra persona inicia sesión aquí con este correo.',
  },
  no_new_email: {
    status: 409,
    en: 'No new e-mail waits for its proof. It may have been proved or withdrawn just now.',
    es: 'Ningún correo nuevo espera confirmación. Puede que se acabe de confirmar o de retirar.',
  },
  // Why somebody is not invited, by the names of WHY_NOT.
  registered: {
    status: 409,
    en: 'They have already registered, so there is nothing to invite them to.',
    es: 'Ya se ha registrado, así que no hay a qué invitarle.',
  },
  lead: {
    status: 409,
    en: 'Leads are not invited. Make them a prospect or a client first.',
    es: 'A los interesados no se les invita. Conviértalo antes en candidato o cliente.',
  },
  no_email: {
    status: 409,
    en: 'There is no e-mail on their card. Add one first.',
    es: 'No hay correo en su ficha. Añada uno primero.',
  },
  no_fact: {
    status: 409,
    en: 'Their card lacks what they state when they register, such as the last four digits of their social security number. Add it first.',
    es: 'En su ficha falta lo que indicará al registrarse, como las cuatro últimas cifras de su número de la seguridad social. Añádalo primero.',
  },
  no_fact_yet: {
    status: 409,
    en: 'They state this when they register. Fill it in, or add them without inviting them.',
    es: 'Lo indicarán al registrarse. Rellénelo, o añada el contacto sin invitarle.',
  },
  case_first: {
    status: 409,
    en: 'Clients here state the number of their case. Add them to a case, then invite them from there.',
    es: 'Aquí los clientes indican el número de su caso. Añádalo a un caso e invítele desde allí.',
  },
  user_name_taken: {
    status: 409,
    en: 'Somebody here has this user name. Choose another.',
    es: 'Alguien ya tiene este nombre de usuario. Elija otro.',
  },
  not_locked: {
    status: 409,
    en: 'They are not locked out.',
    es: 'No está bloqueado.',
  },
  codes_for_clients: {
    status: 409,
    en: 'Codes are for clients. A colleague gets a link by e-mail.',
    es: 'Los códigos son para clientes. Un colega recibe un enlace por correo.',
  },
  disabled: {
    status: 409,
    en: 'Their access is disabled. Enable it first.',
    es: 'Su acceso está desactivado. Actívelo primero.',
  },
  not_disabled: {
    status: 409,
    en: 'Their access is not disabled.',
    es: 'Su acceso no está desactivado.',
  },
  not_yourself: {
    status: 409,
    en: 'You cannot disable your own access. Ask a colleague.',
    es: 'No puede desactivar su propio acceso. Pídaselo a un colega.',
  },
  owner_only: {
    status: 409,
    en: 'They own this portal. Only they themselves, or whoever runs the installation, can do this to them: ask your provider.',
    es: 'Es titular de este portal. Solo esa persona, o quien administra la instalación, puede hacerle esto: pregunte a su proveedor.',
  },
  last_staff: {
    status: 409,
    en: 'Nobody else could work in this portal then. Invite a colleague, or enable one, and try again once they have come in.',
    es: 'Entonces nadie más podría trabajar en este portal. Invite o active a un colega e inténtelo de nuevo cuando haya entrado.',
  },
  last_partner_person: {
    status: 409,
    en: 'Nobody else could act for this partner then. Invite another of its people, or enable one, and try again once they have come in.',
    es: 'Entonces nadie más podría actuar por este socio. Invite o active a otra persona suya e inténtelo de nuevo cuando haya entrado.',
  },
  last_operator: {
    status: 409,
    en: 'Nobody else could run this installation then. Add another operator, or enable one, and try again once they have come in.',
    es: 'Entonces nadie más podría administrar esta instalación. Añada o active a otra persona e inténtelo de nuevo cuando haya entrado.',
  },
  staff_hold_pro: {
    status: 409,
    en: 'Staff always hold a PRO seat.',
    es: 'El personal siempre tiene un asiento PRO.',
  },
  wrong_password: {
    status: 422,
    en: 'That is not your password.',
    es: 'Esa no es su contraseña.',
  },
  unknown_partner: {
    status: 422,
    en: 'There is no such partner.',
    es: 'No existe ese socio.',
  },
  gives_beyond: {
    status: 403,
    en: 'A key gives only what it has itself: ask for fewer scopes, or do this with a key that has them all.',
    es: 'Una clave solo da lo que ella misma tiene: pida menos permisos o hágalo con una clave que los tenga todos.',
  },
  outlives_key: {
    status: 422,
    en: 'A key makes none that outlives it. Ask for fewer days.',
    es: 'Una clave no crea otra que dure más que ella. Pida menos días.',
  },
  partner_operates: {
    status: 422,
    en: 'A partner’s key cannot operate the installation. Leave that out, or the partner.',
    es: 'La clave de un socio no puede operar la instalación. Quite ese permiso o el socio.',
  },
  preview_looks_only: {
    status: 403,
    en: 'You are looking at the portal as {$name} sees it, so nothing can be changed. End the preview to do something yourself.',
    es: 'Está viendo el portal como lo ve {$name}, así que no se puede cambiar nada. Termine la vista previa para hacer algo usted.',
  },
  preview_not_this: {
    status: 403,
    en: 'This is for {$name} alone: it cannot be done on their behalf.',
    es: 'Esto le corresponde solo a {$name}: no se puede hacer en su nombre.',
  },
  preview_over: {
    status: 403,
    en: 'The preview has ended. You are yourself again.',
    es: 'La vista previa ha terminado. Vuelve a ser usted.',
  },
  other_tab: {
    status: 409,
    en: 'This page was opened before the preview began. End the preview first, or open the page once more.',
    es: 'Esta página se abrió antes de que empezara la vista previa. Termínela primero o abra la página otra vez.',
  },
  preview_not_a_client: {
    status: 409,
    en: 'A preview shows what a client sees. They are no client.',
    es: 'La vista previa muestra lo que ve un cliente. Esta persona no lo es.',
  },
  preview_not_registered: {
    status: 409,
    en: 'They have not registered yet, so there is nothing that they see.',
    es: 'Aún no se ha registrado, así que no hay nada que vea.',
  },
  preview_disabled: {
    status: 409,
    en: 'Their access is disabled, so there is nothing that they see.',
    es: 'Su acceso está desactivado, así que no hay nada que vea.',
  },
  preview_acts_off: {
    status: 409,
    en: 'This portal does not let staff act on a client’s behalf. It is switched on in the settings.',
    es: 'Este portal no permite que el personal actúe en nombre de un cliente. Se activa en los ajustes.',
  },
  set_up_done: {
    status: 410,
    en: 'This installation is set up already. Sign in.',
    es: 'Esta instalación ya está configurada. Inicie sesión.',
  },
  set_up_code: {
    status: 422,
    en: 'That is not the code that was printed when Gatehouse started.',
    es: 'Ese no es el código que se mostró al iniciar Gatehouse.',
  },
})
