import { catalogue } from '../../kit/texts.ts'

export const words = catalogue({
  en: {
    'list.new': 'New portal',
    'list.count': '.input {$n :number} .match $n one {{{$n} portal}} * {{{$n} portals}}',
    'list.search': 'Search by name, address or reference',
    'list.portal': 'Portal',
    'list.status': 'Status',
    'list.days_left': 'Time left',
    'list.pro_users': 'PRO users',
    'list.people': 'People',
    'list.last_activity': 'Last activity',
    'list.partner': 'Partner',
    'list.created': 'Created',
    'list.never': 'Never',
    'list.empty': 'No portals yet',
    'list.empty.text':
      'A portal is one customer’s own place, with its address, its people and its data. Its trial of 30 days begins when you create it.',

    'next.title': 'What happens next',
    'next.building': 'It opens by itself when it is built, and its owner is invited by mail.',
    'next.building.watch': 'Watch it being built',
    'next.trial': 'The trial ends on {$date}, in {$left}.',
    'next.trial.then':
      'Then {$features} go away; messages and access to all apps stay. From then on its PRO users are billed.',
    'next.trial.then_nothing': 'Nothing goes away then, but from then on its PRO users are billed.',
    'next.expired':
      'Nothing happens by itself. The trial ended on {$date}; its PRO users have been billed since.',
    'next.expired.gone':
      '{$features} went away with the trial. Certifying the portal brings them back.',
    'next.certified': 'Nothing falls due. Its PRO users are billed each month.',
    'next.suspended':
      'It is cancelled and everything in it is deleted after {$date}, in {$left}, unless the suspension is lifted.',
    'next.suspended.postponed':
      'That would have been on {$date}; it was put off because its warnings could not be sent in time.',
    'next.suspended.warning': 'Its owner and its partner are warned next on {$date}.',
    'next.suspended.back': 'Lifting the suspension brings it back as “{$status}”.',
    'next.deleting':
      'Everything in it is being deleted. The certificate stands here when it is done.',
    'next.deleted': 'Everything in it has been deleted. This can’t be undone.',

    'history.title': 'History',
    'history.created': 'Created; the trial began',
    'history.trial_expired': 'Trial ended',
    'history.certified_secure': 'Certified',
    'history.suspended': 'Suspended: {$cause}',
    'history.lifted': 'Suspension lifted: {$cause}. Back as “{$status}”',
    'history.cancelled': 'Cancelled: {$cause}',
    'history.by': '{$who}, {$through}',

    'facts.owner': 'Owner',
    'facts.owner.invited': 'Invited, has not come in yet',
    'facts.owner.later': 'Invited when the portal stands',
    'facts.partner': 'Partner',
    'facts.reference': 'Partner’s reference',
    'facts.created': 'Created',
    'facts.trial_ends': 'Trial ends',
    'facts.trial_ended': 'Trial ended',
    'facts.pro_users': 'PRO users',
    'facts.people': 'People',
    'facts.files': 'Files',
    'facts.last_activity': 'Last activity',
    'facts.time_zone': 'Time zone',
    'facts.language': 'Language',
    'facts.id': 'ID',
    'facts.suspended': 'Suspended because',
    'facts.none': 'None',
  },
  es: {
    'list.new': 'Nuevo portal',
    'list.count': '.input {$n :number} .match $n one {{{$n} portal}} * {{{$n} portales}}',
    'list.search': 'Buscar por nombre, dirección o referencia',
    'list.portal': 'Portal',
    'list.status': 'Estado',
    'list.days_left': 'Tiempo restante',
    'list.pro_users': 'Usuarios PRO',
    'list.people': 'Personas',
    'list.last_activity': 'Última actividad',
    'list.partner': 'Socio',
    'list.created': 'Creado',
    'list.never': 'Nunca',
    'list.empty': 'Aún no hay portales',
    'list.empty.text':
      'Un portal es el lugar propio de un cliente, con su dirección, sus personas y sus datos. Su prueba de 30 días empieza cuando usted lo crea.',

    'next.title': 'Qué pasa ahora',
    'next.building':
      'Se abre solo cuando está construido, y su titular recibe la invitación por correo.',
    'next.building.watch': 'Ver cómo se construye',
    'next.trial': 'La prueba acaba el {$date}, en {$left}.',
    'next.trial.then':
      'Entonces desaparecen {$features}; los mensajes y el acceso a todas las aplicaciones se quedan. Desde ese momento se facturan sus usuarios PRO.',
    'next.trial.then_nothing':
      'Entonces no desaparece nada, pero desde ese momento se facturan sus usuarios PRO.',
    'next.expired':
      'No pasa nada por sí solo. La prueba acabó el {$date}; desde entonces se facturan sus usuarios PRO.',
    'next.expired.gone':
      'Con la prueba desaparecieron: {$features}. Al certificar el portal vuelven.',
    'next.certified': 'No vence nada. Sus usuarios PRO se facturan cada mes.',
    'next.suspended':
      'Se cancela y se elimina todo su contenido después del {$date}, en {$left}, salvo que se levante la suspensión.',
    'next.suspended.postponed':
      'Habría sido el {$date}; se aplazó porque no se pudo avisar a tiempo.',
    'next.suspended.warning': 'El próximo aviso a su titular y a su socio es el {$date}.',
    'next.suspended.back': 'Al levantar la suspensión vuelve como «{$status}».',
    'next.deleting':
      'Se está eliminando todo su contenido. El certificado aparecerá aquí al acabar.',
    'next.deleted': 'Se ha eliminado todo su contenido. No se puede deshacer.',

    'history.title': 'Historial',
    'history.created': 'Creado; empezó la prueba',
    'history.trial_expired': 'Prueba terminada',
    'history.certified_secure': 'Certificado',
    'history.suspended': 'Suspendido: {$cause}',
    'history.lifted': 'Suspensión levantada: {$cause}. Vuelve como «{$status}»',
    'history.cancelled': 'Cancelado: {$cause}',
    'history.by': '{$who}, {$through}',

    'facts.owner': 'Titular',
    'facts.owner.invited': 'Invitación enviada, aún no ha entrado',
    'facts.owner.later': 'Se le invita cuando el portal esté listo',
    'facts.partner': 'Socio',
    'facts.reference': 'Referencia del socio',
    'facts.created': 'Creado',
    'facts.trial_ends': 'La prueba acaba',
    'facts.trial_ended': 'La prueba acabó',
    'facts.pro_users': 'Usuarios PRO',
    'facts.people': 'Personas',
    'facts.files': 'Archivos',
    'facts.last_activity': 'Última actividad',
    'facts.time_zone': 'Zona horaria',
    'facts.language': 'Idioma',
    'facts.id': 'ID',
    'facts.suspended': 'Motivo de la suspensión',
    'facts.none': 'Ninguno',
  },
})

/** In the language of whoever reads. */
export const { t } = words
