import { refusals } from '../kit/refusal.ts'

export const refuse = refusals({
  too_often: {
    status: 429,
    en: '.input {$minutes :number}\n.match $minutes\none {{This was tried too often from your network. Try again in {$minutes} minute.}}\n* {{This was tried too often from your network. Try again in {$minutes} minutes.}}',
    es: '.input {$minutes :number}\n.match $minutes\none {{Esto se ha intentado demasiadas veces desde su red. Inténtelo de nuevo en {$minutes} minuto.}}\n* {{Esto se ha intentado demasiadas veces desde su red. Inténtelo de nuevo en {$minutes} minutos.}}',
  },
  // One answer for an unknown e-mail, a wrong password, a locked, disabled or suspended account.
  sign_in: {
    status: 401,
    en: 'We could not sign you in with that name and password. After several tries we wait a while before the next; a new password by e-mail always works.',
    es: 'No hemos podido iniciar su sesión con ese nombre y esa contraseña. Tras varios intentos esperamos un rato antes del siguiente; una contraseña nueva por correo siempre funciona.',
  },
  // One answer for a code that is wrong, used, tried out or over, and for one that was never mailed.
  wrong_code: {
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
  dead_token: {
    status: 410,
    en: 'The link may have been used already, or a newer one was sent.',
    es: 'Puede que el enlace ya se haya usado o que se haya enviado otro más reciente.',
  },
  portal_closed: {
    status: 403,
    en: 'This portal is closed at the moment. Your link works again once it is open.',
    es: 'Este portal está cerrado por ahora. Su enlace volverá a funcionar cuando esté abierto.',
  },
  email_taken: {
    status: 409,
    en: 'Someone with this e-mail is already here. Open their page instead.',
    es: 'Ya hay alguien con este correo. Abra su página.',
  },
  already_activated: {
    status: 409,
    en: 'They have already come in, so there is nothing to invite them to.',
    es: 'Ya ha entrado, así que no hay a qué invitarle.',
  },
  disabled: {
    status: 409,
    en: 'Their access is switched off. Switch it on first.',
    es: 'Su acceso está desactivado. Actívelo primero.',
  },
  not_disabled: {
    status: 409,
    en: 'Their access is not switched off.',
    es: 'Su acceso no está desactivado.',
  },
  not_yourself: {
    status: 409,
    en: 'You cannot switch off your own access. Ask a colleague.',
    es: 'No puede desactivar su propio acceso. Pídaselo a un colega.',
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
  partner_operates: {
    status: 422,
    en: 'A partner’s key cannot operate the installation. Leave that out, or the partner.',
    es: 'La clave de un socio no puede operar la instalación. Quite ese permiso o el socio.',
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
