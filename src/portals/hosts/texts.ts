import { catalogue } from '../../kit/texts.ts'

export const words = catalogue({
  en: {
    list: 'Addresses',
    'list.text':
      'One address is current; the others redirect to it for good, with the path and everything after it. So links in old mails keep working.',
    'list.cancelled': 'Nobody else is given these addresses until the date beside them.',
    host: 'Address',
    state: 'State',
    'state.current': 'Current',
    'state.redirects': 'Redirects',
    'state.kept': 'Kept until',
    added: 'Added',
    make: 'Make current',
    'make.long': 'Make current: {$host}',
    'make.header': 'Change',
    'made.current': '{$host} is the current address now. The others redirect to it.',
    slug: 'Short name',
    'slug.text': '{$host} goes on as a redirect, so links and bookmarks keep working.',
    'slug.label': 'Short name in the address',
    'slug.help': 'It then answers at short-name.{$host}.',
    'slug.do': 'Change short name',
    'slug.done': 'It answers at {$host} now. The address before redirects there.',
    'move.title': 'Make {$to} the current address',
    'move.do': 'Make it current',
    passkeys_stop:
      '.input {$n :number} .match $n one {{{$n} person has a passkey for {$host}, which stops working. They sign in another way, and are asked to make one for {$to}.}} * {{{$n} people have a passkey for {$host}, which stops working. They sign in another way, and are asked to make one for {$to}.}}',
    no_password:
      '.input {$n :number} .match $n one {{{$n} of them has no password: they come in with a link that is mailed to them, or a code that you read out to them.}} * {{{$n} of them have no password: they come in with a link that is mailed to them, or a code that you read out to them.}}',
    no_passkeys: 'Nobody has a passkey for {$host}, which would stop working.',
    'move.kept':
      'You can make {$host} the current address again; then its passkeys work once more.',
    sign_in_again:
      '.input {$n :number} .match $n 0 {{Whoever signs in next does so at the new address.}} one {{{$n} person is signed in at the moment, and signs in once more at the new address.}} * {{{$n} people are signed in at the moment, and sign in once more at the new address.}}',
    own: 'Another address',
    'own.text': 'It redirects to the current address until you make it the current one.',
    'own.label': 'Host name',
    'own.help': 'Such as portal.example.com. Its DNS must lead to this installation.',
    'own.do': 'Add address',
    'own.done': '{$host} is added. It redirects to the current address.',
    'own.waits': '{$host} is added once its DNS record proves that it is yours.',
    claims: 'Waiting for proof',
    'claims.text':
      'Make this record in the DNS of the domain. We look for it by ourselves, soon at first and then every hour.',
    'claims.record': 'DNS record',
    'claims.until': 'Given up',
    'moved.title': 'This portal has a new address',
    'moved.text': 'It answers at {$host} from now on. Every address before redirects there.',
    'moved.sign_in': 'Sign in there once more: a sign-in holds for one address.',
    'moved.go': 'Go to {$host}',
  },
  es: {
    list: 'Direcciones',
    'list.text':
      'Una dirección es la actual; las demás redirigen a ella para siempre, con la ruta y todo lo que sigue. Así, los enlaces de correos antiguos siguen funcionando.',
    'list.cancelled':
      'Estas direcciones no se dan a nadie más hasta la fecha que figura a su lado.',
    host: 'Dirección',
    state: 'Estado',
    'state.current': 'Actual',
    'state.redirects': 'Redirige',
    'state.kept': 'Reservada hasta',
    added: 'Añadida',
    make: 'Hacer actual',
    'make.long': 'Hacer actual: {$host}',
    'make.header': 'Cambio',
    'made.current': '{$host} es ahora la dirección actual. Las demás redirigen a ella.',
    slug: 'Nombre corto',
    'slug.text':
      '{$host} sigue como redirección, así que los enlaces y marcadores siguen funcionando.',
    'slug.label': 'Nombre corto en la dirección',
    'slug.help': 'Entonces responde en nombre-corto.{$host}.',
    'slug.do': 'Cambiar nombre corto',
    'slug.done': 'Ahora responde en {$host}. La dirección anterior redirige allí.',
    'move.title': 'Hacer de {$to} la dirección actual',
    'move.do': 'Hacerla actual',
    passkeys_stop:
      '.input {$n :number} .match $n one {{{$n} persona tiene una llave de acceso para {$host}, que deja de funcionar. Inicia sesión de otra manera y se le pide que cree una para {$to}.}} * {{{$n} personas tienen una llave de acceso para {$host}, que deja de funcionar. Inician sesión de otra manera y se les pide que creen una para {$to}.}}',
    no_password:
      '.input {$n :number} .match $n one {{{$n} de ellas no tiene contraseña: entra con un enlace que recibe por correo o con un código que usted le lee.}} * {{{$n} de ellas no tienen contraseña: entran con un enlace que reciben por correo o con un código que usted les lee.}}',
    no_passkeys: 'Nadie tiene una llave de acceso para {$host}, que dejaría de funcionar.',
    'move.kept':
      'Puede volver a hacer de {$host} la dirección actual; entonces sus llaves de acceso funcionan otra vez.',
    sign_in_again:
      '.input {$n :number} .match $n 0 {{Quien inicie sesión después lo hará en la dirección nueva.}} one {{{$n} persona tiene la sesión iniciada y tendrá que iniciarla de nuevo en la dirección nueva.}} * {{{$n} personas tienen la sesión iniciada y tendrán que iniciarla de nuevo en la dirección nueva.}}',
    own: 'Otra dirección',
    'own.text': 'Redirige a la dirección actual hasta que la haga actual.',
    'own.label': 'Nombre de host',
    'own.help': 'Por ejemplo, portal.example.com. Su DNS debe llevar a esta instalación.',
    'own.do': 'Añadir dirección',
    'own.done': '{$host} está añadida. Redirige a la dirección actual.',
    'own.waits': '{$host} se añade en cuanto su registro DNS demuestre que es suya.',
    claims: 'A la espera de prueba',
    'claims.text':
      'Cree este registro en el DNS del dominio. Lo buscamos nosotros, al principio pronto y después cada hora.',
    'claims.record': 'Registro DNS',
    'claims.until': 'Se abandona',
    'moved.title': 'Este portal tiene una dirección nueva',
    'moved.text':
      'Desde ahora responde en {$host}. Todas las direcciones anteriores redirigen allí.',
    'moved.sign_in': 'Inicie sesión allí de nuevo: una sesión vale para una sola dirección.',
    'moved.go': 'Ir a {$host}',
  },
})

/** In the language of whoever reads. */
export const { t } = words
export type Text = keyof (typeof words.words)['en']
