import { refusals } from '../../kit/refusal.ts'

export const refuse = refusals({
  too_many_procedures: {
    status: 409,
    en: 'There are {$most :number} procedures already. Remove one that is not needed.',
    es: 'Ya hay {$most :number} procedimientos. Quite alguno que no haga falta.',
  },
  already_on: {
    status: 409,
    en: 'This procedure is switched on already.',
    es: 'Este procedimiento ya está activado.',
  },
  already_off: {
    status: 409,
    en: 'This procedure is switched off already.',
    es: 'Este procedimiento ya está desactivado.',
  },
  needs_case: {
    status: 422,
    en: 'An imported contact has no case. Leave this out, or choose another beginning.',
    es: 'Un contacto importado no tiene caso. Quite esto o elija otro comienzo.',
  },
})
