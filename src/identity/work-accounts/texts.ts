import { catalogue } from '../../kit/texts.ts'

/** Signing in by work account. */
export const words = catalogue({
  en: {
    'out.title': 'Taking you to your work account',
    'out.lead': 'You sign in there and come straight back.',
    'out.go': 'Go on to {$host}',
    'failed.title': 'That did not work',
    'failed.back': 'Back to sign in',
    'failed.profile': 'Back to your profile',
    title: 'Work account',
    'none.lead': 'Connect your work account, and you can sign in with it from then on.',
    'none.do': 'Connect your work account',
    'is.lead': 'You can sign in with your account at {$issuer}.',
    'is.again': 'Connect another one instead',
    'is.end': 'Disconnect it',
    connected: 'Your work account is connected.',
    ended: 'Your work account is disconnected.',
  },
  es: {
    'out.title': 'Le llevamos a su cuenta de trabajo',
    'out.lead': 'Inicia sesión allí y vuelve enseguida.',
    'out.go': 'Continuar a {$host}',
    'failed.title': 'No ha funcionado',
    'failed.back': 'Volver a iniciar sesión',
    'failed.profile': 'Volver a su perfil',
    title: 'Cuenta de trabajo',
    'none.lead': 'Conecte su cuenta de trabajo y desde entonces podrá iniciar sesión con ella.',
    'none.do': 'Conectar su cuenta de trabajo',
    'is.lead': 'Puede iniciar sesión con su cuenta en {$issuer}.',
    'is.again': 'Conectar otra en su lugar',
    'is.end': 'Desconectarla',
    connected: 'Su cuenta de trabajo está conectada.',
    ended: 'Su cuenta de trabajo está desconectada.',
  },
})

/** In the language of whoever reads. */
export const { t } = words
