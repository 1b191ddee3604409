import { refusals } from '../kit/refusal.ts'

export const refuse = refusals({
  too_many_flows: {
    status: 409,
    en: 'There are {$most :number} flows already. Remove one that is not needed.',
    es: 'Ya hay {$most :number} flujos. Quite alguno que no haga falta.',
  },
  too_many_steps: {
    status: 409,
    en: 'A flow has at most {$most :number} steps. Remove one, or put two together.',
    es: 'Un flujo tiene como máximo {$most :number} pasos. Quite uno o junte dos.',
  },
  too_many_flow_versions: {
    status: 409,
    en: 'This flow was published {$most :number} times, which is the most. Write a new one.',
    es: 'Este flujo se publicó {$most :number} veces, que es el máximo. Escriba uno nuevo.',
  },
  too_many_flow_runs: {
    status: 409,
    en: 'This person was led through {$most :number} flows, which is the most.',
    es: 'Esta persona ya pasó por {$most :number} flujos, que es el máximo.',
  },
  flow_empty: {
    status: 409,
    en: 'This flow has no steps yet. Add one first.',
    es: 'Este flujo aún no tiene pasos. Añada uno antes.',
  },
  flow_unchanged: {
    status: 409,
    en: 'Nothing has changed since this flow was published last.',
    es: 'Nada ha cambiado desde que este flujo se publicó por última vez.',
  },
  flow_unpublished: {
    status: 409,
    en: 'This flow was not published yet, so nobody can start it. Publish it first.',
    es: 'Este flujo aún no se ha publicado, así que nadie puede empezarlo. Publíquelo antes.',
  },
  already_in_flow: {
    status: 409,
    en: 'This person is in this flow already. Nothing was changed.',
    es: 'Esta persona ya está en este flujo. No se cambió nada.',
  },
  flow_over: {
    status: 409,
    en: 'This is over already. Nothing was changed.',
    es: 'Esto ya ha terminado. No se cambió nada.',
  },
  step_over: {
    status: 409,
    en: 'This step is over already. Nothing was changed.',
    es: 'Este paso ya ha terminado. No se cambió nada.',
  },
  step_not_yet: {
    status: 409,
    en: 'Another step comes first. Go on with that one.',
    es: 'Antes hay otro paso. Continúe con ese.',
  },
  step_elsewhere: {
    status: 409,
    en: 'This step is not ended here. Open it, and follow where it leads.',
    es: 'Este paso no se termina aquí. Ábralo y siga a donde lleva.',
  },
  files_untaken: {
    status: 409,
    en: 'Download each of the files first.',
    es: 'Descargue antes cada uno de los archivos.',
  },
  helped_often: {
    status: 429,
    en: 'We know that you are stuck, and look after it. You can tell us again in {$minutes :number} minutes.',
    es: 'Sabemos que no puede seguir y nos ocupamos. Puede decírnoslo de nuevo dentro de {$minutes :number} minutos.',
  },
})
