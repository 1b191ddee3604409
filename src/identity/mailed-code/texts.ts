import { catalogue } from '../../kit/texts.ts'

/** Signing in by a mailed code. */
export const words = catalogue({
  en: {
    ask: 'Mail me a code',
    title: 'Sign in by e-mail',
    lead: 'We mail you a code. It works for ten minutes, in this browser.',
    password: 'Sign in with a password',
    'enter.title': 'Look at your mail',
    'enter.lead':
      'If you are known here, a code is on its way. Type it here, in the browser you asked from. Look in the spam folder too.',
    code: 'Code from the mail',
    'code.help': 'Eight digits.',
    'enter.do': 'Sign in',
    again: 'Mail me another code',
    'mail.title': 'Code for signing in',
    'mail.code': '{$code}',
    'mail.subject': '{$portal}: your code for signing in',
    'mail.hello': 'Hello {$name}, type this code on the page where you asked for it:',
    'mail.until': 'It works once, for {$minutes} minutes.',
    'mail.why':
      'You get this mail because somebody asked for a code with your name at {$portal}. If it was not you, there is nothing to do; tell nobody the code, whoever they say they are.',
  },
  es: {
    ask: 'Enviarme un código',
    title: 'Iniciar sesión por correo',
    lead: 'Le enviamos un código por correo. Sirve durante diez minutos, en este navegador.',
    password: 'Iniciar sesión con contraseña',
    'enter.title': 'Mire su correo',
    'enter.lead':
      'Si se le conoce aquí, hay un código en camino. Escríbalo aquí, en el navegador desde el que lo pidió. Mire también en el correo no deseado.',
    code: 'Código del correo',
    'code.help': 'Ocho cifras.',
    'enter.do': 'Iniciar sesión',
    again: 'Enviarme otro código',
    'mail.title': 'Código para iniciar sesión',
    'mail.code': '{$code}',
    'mail.subject': '{$portal}: su código para iniciar sesión',
    'mail.hello': 'Hola, {$name}: escriba este código en la página donde lo pidió:',
    'mail.until': 'Sirve una vez, durante {$minutes} minutos.',
    'mail.why':
      'Recibe este correo porque alguien pidió un código con su nombre en {$portal}. Si no fue usted, no tiene que hacer nada; no diga el código a nadie, sea quien diga ser.',
  },
})

/** In the language of whoever reads. */
export const { t } = words
