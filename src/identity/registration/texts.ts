import { catalogue } from '../../kit/texts.ts'

/** Registering, as clients meet it. */
export const words = catalogue({
  en: {
    title: 'Welcome, {$name}',
    lead: '{$portal} has invited you. Show that it is you, and choose a password for {$email}.',
    'lead.password':
      '{$portal} has invited you. Choose a password for {$email}. You will use both to sign in.',
    'fact.digits': 'Last four digits of your social security number',
    'fact.digits.help': '{$portal} knows them. Nobody sees what you type here.',
    'fact.birth_date': 'Your date of birth',
    'fact.birth_date.help': '{$portal} knows it. It shows that this is you.',
    'fact.case_number': 'Number of your case',
    'fact.case_number.help': 'You find it on letters from {$portal}.',
    do: 'Register and come in',
    'dead.remedy':
      'If you have registered before, sign in. If not, we can mail a new link to the address that {$portal} has of you.',
    refused: 'That did not work',
    'refused.why':
      'What you stated may not be what {$portal} knows of you, or the link no longer works.',
    'refused.remedy': 'Try once more with care. A link stops working after five wrong tries.',
    'refused.again': 'Try again',
    'link.do': 'Send me a new link',
    'link.sent':
      'If {$portal} can invite you, a new link is on its way to the address they have of you. Look in the spam folder too, or call them.',
    'code.title': 'Come in with a code',
    'code.lead':
      'For the code {$portal} read out to you on the phone, to register or for a new password. It works for ten minutes.',
    'code.do': 'Save password and come in',
    'code.name': 'E-mail or user name',
    code: 'Code',
    'code.help': 'Twelve digits.',
  },
  es: {
    title: 'Hola, {$name}',
    lead: '{$portal} le ha invitado. Confirme que es usted y elija una contraseña para {$email}.',
    'lead.password':
      '{$portal} le ha invitado. Elija una contraseña para {$email}. Usará ambos para iniciar sesión.',
    'fact.digits': 'Últimas cuatro cifras de su número de la seguridad social',
    'fact.digits.help': '{$portal} las conoce. Nadie ve lo que escribe aquí.',
    'fact.birth_date': 'Su fecha de nacimiento',
    'fact.birth_date.help': '{$portal} la conoce. Muestra que es usted.',
    'fact.case_number': 'Número de su caso',
    'fact.case_number.help': 'Lo encontrará en las cartas de {$portal}.',
    do: 'Registrarse y entrar',
    'dead.remedy':
      'Si ya se registró, inicie sesión. Si no, podemos enviar un enlace nuevo a la dirección que {$portal} tiene de usted.',
    refused: 'No ha funcionado',
    'refused.why':
      'Puede que lo que ha indicado no sea lo que {$portal} sabe de usted, o que el enlace ya no funcione.',
    'refused.remedy':
      'Inténtelo otra vez con cuidado. Un enlace deja de funcionar tras cinco intentos erróneos.',
    'refused.again': 'Intentarlo otra vez',
    'link.do': 'Enviarme un enlace nuevo',
    'link.sent':
      'Si {$portal} puede invitarle, un enlace nuevo está en camino a la dirección que tienen de usted. Mire también en el correo no deseado, o llámeles.',
    'code.title': 'Entrar con un código',
    'code.lead':
      'Para el código que {$portal} le ha dado por teléfono, para registrarse o para una contraseña nueva. Vale durante diez minutos.',
    'code.do': 'Guardar contraseña y entrar',
    'code.name': 'Correo o nombre de usuario',
    code: 'Código',
    'code.help': 'Doce cifras.',
  },
})

/** In the language of whoever reads. */
export const { t } = words
