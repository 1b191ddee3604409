import { catalogue } from '../../kit/texts.ts'

/** An e-mail that waits for its proof. */
export const words = catalogue({
  en: {
    title: 'Use this e-mail',
    lead: 'Press the button, and from then on you sign in at {$portal} with {$email}, and mails come here. The e-mail you have now no longer signs in then.',
    do: 'Use {$email}',
    done: 'You sign in with {$email} from now on.',
    'dead.title': 'This link no longer works',
    'dead.remedy':
      'Sign in with the e-mail you have, and have the link mailed again from your profile, or ask {$portal}.',
    'dead.sign_in': 'Go to sign in',
    waits: 'A new e-mail waits for its proof',
    'waits.staff':
      '{$email} signs in once {$name} has opened the link that was mailed there. Until then nothing changes for them.',
    'waits.own':
      '{$email} signs in once you have opened the link that was mailed there. Until then the one you have does.',
    again: 'Mail the link again',
    'again.done': 'A new link is on its way to {$email}. The earlier one no longer works.',
    withdraw: 'Withdraw it',
    'withdraw.done': 'The new e-mail is withdrawn. Nothing has changed.',
    'mail.hello': 'Hello {$name},',
    'mail.look': 'Look at your profile',
    'mail.why': 'You get this mail because it concerns how you sign in at {$portal}.',
    'mail.no_user_name': 'none any more',
    'mail.new_email.title': 'A new e-mail was entered for you',
    'mail.new_email.subject': '{$portal}: a new e-mail for signing in',
    'mail.new_email':
      '{$portal} was asked to let you sign in with {$email} instead of this address. That counts once it is proved there; until then this address signs in as before.',
    'mail.new_email.not_you':
      'If that is not what you want, sign in, withdraw it in your profile, and tell {$ask}.',
    'mail.email_changed.title': 'You sign in with another e-mail',
    'mail.email_changed.subject': '{$portal}: this address no longer signs in',
    'mail.email_changed':
      'You sign in with {$email} from now on: it was proved just now. This address no longer signs in, and gets no more mails.',
    'mail.email_changed.not_you':
      'If that is not what you want, tell {$ask} at once: they can switch access off until it is cleared up.',
    'mail.user_name_changed.title': 'Your user name was changed',
    'mail.user_name_changed.subject': '{$portal}: your user name was changed',
    'mail.user_name_changed':
      'The user name that you sign in with was changed just now. It is: {$user_name}. Your e-mail and your password stay as they are.',
    'mail.user_name_changed.not_you':
      'If that is not what you want, sign in, choose another password, and tell {$ask} at once.',
    'mail.email_proof.title': 'Prove a new e-mail',
    'mail.email_proof.subject': '{$portal}: is this your e-mail?',
    'mail.email_proof':
      '{$portal} was asked to let you sign in with {$email}. Show with the button that it is yours.',
    'mail.email_proof.until':
      'The link works until {$until}. If you did not expect it, do nothing.',
    'mail.email_proof.button': 'This is my e-mail',
    'mail.email_proof.why':
      'You get this mail because this address was entered for somebody who signs in at {$portal}.',
  },
  es: {
    title: 'Usar este correo',
    lead: 'Pulse el botón y desde entonces iniciará sesión en {$portal} con {$email}, y los avisos llegarán aquí. El correo que tiene ahora dejará de servir para entrar.',
    do: 'Usar {$email}',
    done: 'Desde ahora inicia sesión con {$email}.',
    'dead.title': 'Este enlace ya no funciona',
    'dead.remedy':
      'Inicie sesión con el correo que tiene y pida el enlace otra vez desde su perfil, o pregunte a {$portal}.',
    'dead.sign_in': 'Ir a iniciar sesión',
    waits: 'Un correo nuevo espera confirmación',
    'waits.staff':
      '{$email} servirá para entrar cuando {$name} abra el enlace que se envió allí. Hasta entonces nada cambia.',
    'waits.own':
      '{$email} servirá para entrar cuando abra el enlace que se envió allí. Hasta entonces sirve el que tiene.',
    again: 'Enviar el enlace otra vez',
    'again.done': 'Un enlace nuevo va de camino a {$email}. El anterior ya no funciona.',
    withdraw: 'Retirarlo',
    'withdraw.done': 'El correo nuevo se ha retirado. Nada ha cambiado.',
    'mail.hello': 'Hola, {$name}:',
    'mail.look': 'Ver su perfil',
    'mail.why': 'Recibe este correo porque atañe a cómo inicia sesión en {$portal}.',
    'mail.no_user_name': 'ya ninguno',
    'mail.new_email.title': 'Se indicó un correo nuevo para usted',
    'mail.new_email.subject': '{$portal}: un correo nuevo para iniciar sesión',
    'mail.new_email':
      'Se ha pedido a {$portal} que usted inicie sesión con {$email} en lugar de esta dirección. Valdrá cuando se confirme allí; hasta entonces esta dirección sigue sirviendo.',
    'mail.new_email.not_you':
      'Si no es lo que quiere, inicie sesión, retírelo en su perfil y avise a {$ask}.',
    'mail.email_changed.title': 'Inicia sesión con otro correo',
    'mail.email_changed.subject': '{$portal}: esta dirección ya no sirve para entrar',
    'mail.email_changed':
      'Desde ahora inicia sesión con {$email}: se acaba de confirmar. Esta dirección ya no sirve para entrar ni recibe más correos.',
    'mail.email_changed.not_you':
      'Si no es lo que quiere, avise enseguida a {$ask}: puede desactivar el acceso hasta que se aclare.',
    'mail.user_name_changed.title': 'Su nombre de usuario cambió',
    'mail.user_name_changed.subject': '{$portal}: su nombre de usuario ha cambiado',
    'mail.user_name_changed':
      'El nombre de usuario con el que inicia sesión acaba de cambiar. Es: {$user_name}. Su correo y su contraseña siguen igual.',
    'mail.user_name_changed.not_you':
      'Si no es lo que quiere, inicie sesión, elija otra contraseña y avise enseguida a {$ask}.',
    'mail.email_proof.title': 'Confirmar un correo nuevo',
    'mail.email_proof.subject': '{$portal}: ¿es este su correo?',
    'mail.email_proof':
      'Se ha pedido a {$portal} que usted inicie sesión con {$email}. Muestre con el botón que es suyo.',
    'mail.email_proof.until':
      'El enlace funciona hasta el {$until}. Si no lo esperaba, no haga nada.',
    'mail.email_proof.button': 'Este es mi correo',
    'mail.email_proof.why':
      'Recibe este correo porque esta dirección se indicó para alguien que inicia sesión en {$portal}.',
  },
})

/** In the language of whoever reads. */
export const { t } = words

export type Text = keyof (typeof words.words)['en']
