import { catalogue } from '../../kit/texts.ts'

/** Why somebody cannot get in, each cause in one sentence, and the button that mends it. */
export const words = catalogue({
  en: {
    'why.portal_cancelled': 'The portal is closed for good, and nothing brings it back.',
    'why.being_built': 'The portal is still being built, which takes a few seconds.',
    'why.portal_suspended': 'The portal is suspended; {$provider} can lift the suspension.',
    'why.not_signed_in': '{$name} is not signed in.',
    'why.disabled': 'Access is disabled: “{$reason}”.',
    'why.locked': '{$name} is locked out after too many failed tries.',
    'why.second_factor_missing':
      '{$name} has to set up a second step first, and is led to it after signing in.',
    'why.payment_due': '{$name} has a payment to make first, and is in as soon as it is made.',
    'why.flow_open': '{$name} has to finish the on-boarding first, and goes on where they stopped.',
    'why.trial_ended': 'It went with the end of the trial; {$provider} can certify the portal.',
    'why.level_too_low':
      'The level of {$name} in their company does not have it; whoever leads the account can raise it.',
    'why.lead': '{$name} is a lead, and leads are not invited.',
    'why.no_email': 'There is no e-mail on the card to invite {$name} at.',
    'why.no_fact.digits':
      'The card lacks the last four digits of the social security number, which {$name} states to register.',
    'why.no_fact.birth_date': 'The card lacks the date of birth, which {$name} states to register.',
    'why.no_fact.case_number':
      '{$name} is no client of a case yet, whose number they state to register.',
    'why.refused': 'The mail server refused the invitation for good: “{$answer}”.',
    'why.not_invited': 'Nobody has invited {$name} yet.',
    'why.invited': '{$name} is invited and has not registered yet; the link still works.',
    'why.invited.again':
      '{$name} is invited and has not registered yet; the newest link still works, earlier ones do not.',
    'why.expired': 'The link in the invitation ran out before {$name} registered.',
    'why.wrong_tries': 'The link in the invitation died after five wrong tries.',
    'why.withdrawn': 'The link in the invitation was withdrawn.',
    'why.withdrawn_by_email': 'The link was withdrawn when the e-mail was changed.',
    'why.withdrawn_by_disabling': 'The link was withdrawn when access was disabled.',
    'why.withdrawn_by_role': 'The link was withdrawn when {$name} was made a lead.',
    'why.passkey_elsewhere':
      'The passkey of {$name} was made for {$host}, an address that the portal has left.',
    since: 'Since',
    until: 'until',
    by: 'by {$who}',
    rules: 'All that is checked',
    provider: 'whoever runs this installation',
    'mend.invite': 'Invite again',
    'mend.invite.first': 'Invite',
    'mend.code': 'Issue a one-time code',
    'mend.card': 'Edit the card',
    'mend.case': 'Open a case',
    'mend.enable': 'Enable access',
    'mend.unlock': 'Unlock',
    'mend.reset': 'Send a link for a new password',
  },
  es: {
    'why.portal_cancelled': 'El portal está cerrado para siempre, y nada lo devuelve.',
    'why.being_built': 'El portal aún se está construyendo, y tarda unos segundos.',
    'why.portal_suspended': 'El portal está suspendido; {$provider} puede levantar la suspensión.',
    'why.not_signed_in': '{$name} no ha iniciado sesión.',
    'why.disabled': 'El acceso está desactivado: «{$reason}».',
    'why.locked': '{$name} tiene el acceso bloqueado tras demasiados intentos fallidos.',
    'why.second_factor_missing':
      '{$name} tiene que configurar antes un segundo paso, y se le lleva a ello al iniciar sesión.',
    'why.payment_due': '{$name} tiene antes un pago pendiente, y entra en cuanto lo haga.',
    'why.flow_open': '{$name} tiene que terminar antes su incorporación, y sigue donde la dejó.',
    'why.trial_ended': 'Se fue con el fin de la prueba; {$provider} puede certificar el portal.',
    'why.level_too_low':
      'El nivel de {$name} en su empresa no lo tiene; quien lleva la cuenta puede subirlo.',
    'why.lead': '{$name} es un interesado, y a los interesados no se les invita.',
    'why.no_email': 'En la ficha no hay correo al que invitar a {$name}.',
    'why.no_fact.digits':
      'En la ficha faltan las cuatro últimas cifras del número de la seguridad social, que {$name} indica al registrarse.',
    'why.no_fact.birth_date':
      'En la ficha falta la fecha de nacimiento, que {$name} indica al registrarse.',
    'why.no_fact.case_number':
      '{$name} aún no es cliente de ningún caso, cuyo número indica al registrarse.',
    'why.refused': 'El servidor de correo rechazó la invitación definitivamente: «{$answer}».',
    'why.not_invited': 'Nadie ha invitado todavía a {$name}.',
    'why.invited': '{$name} tiene una invitación y aún no se ha registrado; el enlace funciona.',
    'why.invited.again':
      '{$name} tiene una invitación y aún no se ha registrado; funciona el último enlace, los anteriores no.',
    'why.expired': 'El enlace de la invitación caducó antes de que {$name} se registrara.',
    'why.wrong_tries': 'El enlace de la invitación dejó de servir tras cinco intentos erróneos.',
    'why.withdrawn': 'El enlace de la invitación se retiró.',
    'why.withdrawn_by_email': 'El enlace se retiró al cambiar el correo.',
    'why.withdrawn_by_disabling': 'El enlace se retiró al desactivar el acceso.',
    'why.withdrawn_by_role': 'El enlace se retiró al pasar {$name} a interesado.',
    'why.passkey_elsewhere':
      'La llave de acceso de {$name} se creó para {$host}, una dirección que el portal ha dejado.',
    since: 'Desde',
    until: 'hasta',
    by: 'por {$who}',
    rules: 'Todo lo que se comprueba',
    provider: 'quien lleva esta instalación',
    'mend.invite': 'Invitar otra vez',
    'mend.invite.first': 'Invitar',
    'mend.code': 'Emitir un código de un solo uso',
    'mend.card': 'Editar la ficha',
    'mend.case': 'Abrir un caso',
    'mend.enable': 'Activar el acceso',
    'mend.unlock': 'Desbloquear',
    'mend.reset': 'Enviar un enlace para una contraseña nueva',
  },
})

/** In the language of whoever reads. */
export const { t } = words
