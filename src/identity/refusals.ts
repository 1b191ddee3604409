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
    en: 'Their access is switched off, so there is nothing that they see.',
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
