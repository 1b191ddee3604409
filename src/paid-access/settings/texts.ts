import { catalogue } from '../../kit/texts.ts'

export const words = catalogue({
  en: {
    done: 'The settings are saved.',
    about:
      'A kickoff form can ask for a payment before the portal opens. What it costs is set with each form, under Settings.',
    'about.do': 'Forms',
    title: 'What clients pay to get in',
  },
  es: {
    done: 'Los ajustes están guardados.',
    about:
      'Un formulario de inicio puede pedir un pago antes de que se abra el portal. Lo que cuesta se fija en cada formulario, en Ajustes.',
    'about.do': 'Formularios',
    title: 'Lo que pagan los clientes para entrar',
  },
})
