import { catalogue } from '../../kit/texts.ts'

/** Setting an installation up: its first operator. */
export const words = catalogue({
  en: {
    title: 'Set up Gatehouse',
    lead: 'Make the first operator: the person who runs this installation and sees all portals.',
    code: 'Set-up code',
    'code.help': 'It was printed where Gatehouse was started.',
    name: 'Your name',
    email: 'Your e-mail',
    'email.help': 'You will sign in with it.',
    password: 'Password',
    'password.help':
      'At least 15 characters. A few words that belong to you alone are easy to remember and hard to guess.',
    do: 'Set up and sign in',
    done: 'Gatehouse is set up. Begin with your first portal.',
  },
  es: {
    title: 'Configurar Gatehouse',
    lead: 'Cree el primer operador: la persona que lleva esta instalación y ve todos los portales.',
    code: 'Código de configuración',
    'code.help': 'Se mostró donde se inició Gatehouse.',
    name: 'Su nombre',
    email: 'Su correo electrónico',
    'email.help': 'Con él iniciará sesión.',
    password: 'Contraseña',
    'password.help':
      'Al menos 15 caracteres. Unas palabras que solo le pertenecen a usted son fáciles de recordar y difíciles de adivinar.',
    do: 'Configurar e iniciar sesión',
    done: 'Gatehouse está configurado. Empiece por su primer portal.',
  },
})

/** In the language of whoever reads. */
export const { t } = words
export type Text = keyof (typeof words.words)['en']
