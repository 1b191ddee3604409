import { catalogue } from '../../kit/texts.ts'

/** Mails about flows. What the steps are is read in the portal. */
export const words = catalogue({
  en: {
    hello: 'Hello {$name},',
    'started.title': 'An on-boarding flow begins',
    'started.subject': '{$portal} has a few steps for you',
    'started.text':
      '{$portal} has a few steps for you to go through. Sign in to begin; you can stop at any time, and go on where you were.',
    'started.button': 'Begin',
    'started.why': 'You get this mail because somebody at {$portal} has started this for you.',
    'stuck.title': 'A client is stuck in a flow',
    'stuck.subject': '{$client} does not get on',
    'stuck.text':
      '{$client} is stuck at a step of the on-boarding at {$portal}. See where, and what they say about it; you can help, or let them off that step.',
    'stuck.button': 'See where',
    'stuck.why': 'You get this mail because you are named to help with this on-boarding.',
  },
  es: {
    hello: 'Hola, {$name}:',
    'started.title': 'Empieza un flujo de incorporación',
    'started.subject': '{$portal} tiene unos pasos para usted',
    'started.text':
      '{$portal} tiene unos pasos para usted. Entre para empezar; puede parar cuando quiera y seguir donde estaba.',
    'started.button': 'Empezar',
    'started.why': 'Recibe este correo porque alguien de {$portal} ha iniciado esto para usted.',
    'stuck.title': 'Un cliente no puede seguir en un flujo',
    'stuck.subject': '{$client} no puede seguir',
    'stuck.text':
      '{$client} no puede seguir en un paso de la incorporación en {$portal}. Vea en cuál y qué dice; puede ayudarle o dispensarle de ese paso.',
    'stuck.button': 'Ver en cuál',
    'stuck.why': 'Recibe este correo porque figura como ayuda en esta incorporación.',
  },
})
