import { refusals } from '../kit/refusal.ts'

export const refuse = refusals({
  // One answer for an unknown e-mail, a wrong password, a locked, disabled or suspended account.
  sign_in: {
    status: 401,
    en: 'We could not sign you in with that e-mail and password. After several tries we wait a while before the next; a new password by e-mail always works.',
    es: 'No hemos podido iniciar su sesión con ese correo y esa contraseña. Tras varios intentos esperamos un rato antes del siguiente; una contraseña nueva por correo siempre funciona.',
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
  // Why somebody is not invited, by the names of WHY_NOT.
  registered: {
    status: 409,
    en: 'They have already registered, so there is nothing to invite them to.',
    es: 'Ya se ha registrado, así que no hay a qué invitarle.',
  },
  lead: {
    status: 409,
    en: 'Leads are not invited. Make them a prospect or a client first.',
    es: 'A los contactos potenciales no se les invita. Conviértalo antes en candidato o cliente.',
  },
  no_email: {
    status: 409,
    en: 'There is no e-mail on their card. Add one first.',
    es: 'No hay correo en su ficha. Añada uno primero.',
  },
  no_fact: {
    status: 409,
    en: 'We do not have what they state when they register, such as the last four digits of their social security number. Add it to their card first.',
    es: 'No tenemos lo que indicará al registrarse, como las cuatro últimas cifras de su número de la seguridad social. Añádalo primero a su ficha.',
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
