import { catalogue } from '../../kit/texts.ts'

export const words = catalogue({
  en: {
    lead: 'Your staff sign in with the account they have at work, by OpenID Connect. Clients do not.',
    redirect: 'Address to enter at the provider',
    issuer: 'Issuer',
    'issuer.help':
      'Such as https://login.example.com. We read its discovery document when you save.',
    client_id: 'Client id',
    client_secret: 'Client secret',
    'client_secret.kept': 'Kept sealed. Leave it empty to keep the one you have entered.',
    'client_secret.help': 'Kept sealed, and never shown again.',
    label: 'What stands on the button',
    'label.default': 'Sign in with your work account',
    joins: 'Join staff by verified e-mail',
    'joins.help':
      'Somebody who has never come this way is joined by an e-mail that the provider says it has verified. Otherwise they connect it in their profile, or by their invitation.',
    two: 'Counts as two factors',
    'two.help': 'Only where the provider asks for a second factor itself.',
    save: 'Save provider',
    saved: 'The provider has answered and is saved.',
    remove: 'Take it away',
    'remove.text': 'Nobody can sign in by work account any more. Passwords stay as they are.',
    removed: 'Signing in by work account is taken away.',
  },
  es: {
    lead: 'Su personal inicia sesión con la cuenta que tiene en el trabajo, por OpenID Connect. Los clientes no.',
    redirect: 'Dirección que indicar en el proveedor',
    issuer: 'Emisor',
    'issuer.help':
      'Como https://login.example.com. Leemos su documento de descubrimiento al guardar.',
    client_id: 'Id. de cliente',
    client_secret: 'Secreto de cliente',
    'client_secret.kept': 'Se guarda sellado. Déjelo vacío para conservar el que indicó.',
    'client_secret.help': 'Se guarda sellado y no se vuelve a mostrar.',
    label: 'Lo que dice el botón',
    'label.default': 'Iniciar sesión con su cuenta de trabajo',
    joins: 'Unir al personal por correo verificado',
    'joins.help':
      'A quien nunca ha entrado así se le une por un correo que el proveedor dice haber verificado. Si no, la conecta en su perfil o con su invitación.',
    two: 'Cuenta como dos factores',
    'two.help': 'Solo si el propio proveedor pide un segundo factor.',
    save: 'Guardar proveedor',
    saved: 'El proveedor ha respondido y está guardado.',
    remove: 'Quitarlo',
    'remove.text':
      'Nadie podrá iniciar sesión con su cuenta de trabajo. Las contraseñas siguen como están.',
    removed: 'Ya no se inicia sesión con cuentas de trabajo.',
  },
})

/** In the language of whoever reads. */
export const { t } = words
