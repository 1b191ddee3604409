import { catalogue } from '../../kit/texts.ts'

/** How far invitations get. */
export const words = catalogue({
  en: {
    title: 'Invitations',
    link: 'How far invitations get',
    lead: 'How far those got who were first invited in the last {$weeks :number} weeks.',
    all: 'From invitation to coming back',
    'all.sentence':
      '.input {$invited :number}\n.match $invited\none {{Of {$invited} person invited, {$share} have registered.}}\n* {{Of {$invited} people invited, {$share} have registered.}}',
    step: 'Step',
    people: 'People',
    'step.invited': 'Invited',
    'step.opened': 'Opened',
    'step.registered': 'Registered',
    'step.returned': 'Returned',
    weeks: 'Week by week',
    'weeks.sentence': 'By the week of the first invitation. Recent weeks are still filling up.',
    'so_far.returned': 'Returned',
    'so_far.registered': 'Registered only',
    'so_far.opened': 'Opened only',
    'so_far.invited': 'Not opened',
    week: 'Week from',
    empty: 'Nobody was invited yet',
    'empty.text':
      'Once you invite people, you see here how many open the mail, register and return.',
    meaning:
      'Opened: a person touched the page of the link; programs that look into mails are not counted. Returned: signed in again on a later day.',
  },
  es: {
    title: 'Invitaciones',
    link: 'Hasta dónde llegan las invitaciones',
    lead: 'Hasta dónde han llegado quienes fueron invitados por primera vez en las últimas {$weeks :number} semanas.',
    all: 'De la invitación al regreso',
    'all.sentence':
      '.input {$invited :number}\n.match $invited\none {{De {$invited} persona invitada, se ha registrado el {$share}.}}\n* {{De {$invited} personas invitadas, se ha registrado el {$share}.}}',
    step: 'Paso',
    people: 'Personas',
    'step.invited': 'Invitadas',
    'step.opened': 'Abrieron',
    'step.registered': 'Registradas',
    'step.returned': 'Volvieron',
    weeks: 'Semana a semana',
    'weeks.sentence':
      'Por la semana de la primera invitación. Las semanas recientes aún se están llenando.',
    'so_far.returned': 'Volvieron',
    'so_far.registered': 'Solo registradas',
    'so_far.opened': 'Solo abrieron',
    'so_far.invited': 'Sin abrir',
    week: 'Semana del',
    empty: 'Aún no se ha invitado a nadie',
    'empty.text':
      'Cuando invite a personas, verá aquí cuántas abren el correo, se registran y vuelven.',
    meaning:
      'Abrieron: una persona tocó la página del enlace; los programas que miran los correos no cuentan. Volvieron: iniciaron sesión otra vez otro día.',
  },
})

/** In the language of whoever reads. */
export const { t } = words
