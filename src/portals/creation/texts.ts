import { catalogue } from '../../kit/texts.ts'

export const words = catalogue({
  en: {
    'new.title': 'New portal',
    'new.lead':
      'Its trial of 30 days begins at once. It stands within seconds, and its owner is invited by mail.',
    'new.portal': 'The portal',
    'new.name': 'Portal name',
    'new.name.help': 'What the people in it see: the name of the firm.',
    'new.slug': 'Short name in its address',
    'new.slug.help':
      'It answers at short-name.{$host}. Left empty, it is made from the name. It can be changed later; old addresses go on working.',
    'new.language': 'Language',
    'new.time_zone': 'Time zone',
    'new.owner': 'The owner',
    'new.owner.help':
      'The first person on its staff. They get an invitation as soon as the portal stands.',
    'new.owner.name': 'Owner’s name',
    'new.owner.email': 'Owner’s e-mail',
    'new.provided': 'Who provides it',
    'new.partner': 'Partner',
    'new.partner.none': 'None',
    'new.reference': 'Your own reference',
    'new.reference.partner': 'Partner’s own reference',
    'new.reference.help': 'A customer number, for example. You can search for it.',
    'new.try': 'Your customers can also start a trial by themselves, which then is yours:',
    'new.do': 'Create portal',
    'new.cancel': 'Go back',

    'building.title': '{$name} is being built',
    'building.done.title': '{$name} is ready',
    'building.status.doing': 'Building the portal',
    'building.status.failed': 'A step failed; it is tried again by itself',
    'building.status.stopped': 'Building has stopped',
    'building.status.held': 'Held up: the portal is suspended',
    'building.status.done': 'The portal stands',
    'building.opening': 'You are being taken to {$host}.',
    'building.open': 'Open the portal',
    'building.back': 'See it in the console',
    'building.failed':
      '.input {$attempts :number} .match $attempts one {{Failed once.}} * {{Failed {$attempts} times.}}',
    'building.stopped.do':
      'It is not tried again by itself. Mend what went wrong, then retry the job.',
    'building.stopped.partner': 'Whoever runs this installation has been told.',
    'building.jobs': 'Go to jobs',
    'building.held.do': 'It goes on by itself once the suspension is lifted.',
    'step.key': 'Make the key that its data are encrypted with',
    'step.address': 'Give it its address',
    'step.settings': 'Set it up',
    'step.owner': 'Invite its owner',
    'step.open': 'Open it',
  },
  es: {
    'new.title': 'Nuevo portal',
    'new.lead':
      'Su prueba de 30 días empieza enseguida. Está listo en segundos, y su titular recibe la invitación por correo.',
    'new.portal': 'El portal',
    'new.name': 'Nombre del portal',
    'new.name.help': 'Lo que ven las personas que lo usan: el nombre de la empresa.',
    'new.slug': 'Nombre corto en su dirección',
    'new.slug.help':
      'Responde en nombre-corto.{$host}. Si lo deja vacío, se forma a partir del nombre. Se puede cambiar después; las direcciones antiguas siguen funcionando.',
    'new.language': 'Idioma',
    'new.time_zone': 'Zona horaria',
    'new.owner': 'Titular',
    'new.owner.help':
      'La primera persona de su personal. Recibe una invitación en cuanto el portal esté listo.',
    'new.owner.name': 'Nombre del titular',
    'new.owner.email': 'Correo electrónico del titular',
    'new.provided': 'Quién lo proporciona',
    'new.partner': 'Socio',
    'new.partner.none': 'Ninguno',
    'new.reference': 'Su propia referencia',
    'new.reference.partner': 'Referencia propia del socio',
    'new.reference.help': 'Un número de cliente, por ejemplo. Se puede buscar por ella.',
    'new.try': 'Sus clientes también pueden empezar una prueba por sí mismos, que será suya:',
    'new.do': 'Crear portal',
    'new.cancel': 'Volver',

    'building.title': '{$name} se está construyendo',
    'building.done.title': '{$name} está listo',
    'building.status.doing': 'Construyendo el portal',
    'building.status.failed': 'Ha fallado un paso; se vuelve a intentar solo',
    'building.status.stopped': 'La construcción se ha detenido',
    'building.status.held': 'En espera: el portal está suspendido',
    'building.status.done': 'El portal está en pie',
    'building.opening': 'Le llevamos a {$host}.',
    'building.open': 'Abrir el portal',
    'building.back': 'Verlo en la consola',
    'building.failed':
      '.input {$attempts :number} .match $attempts one {{Ha fallado una vez.}} * {{Ha fallado {$attempts} veces.}}',
    'building.stopped.do':
      'No se vuelve a intentar solo. Corrija lo que ha fallado y reintente la tarea.',
    'building.stopped.partner': 'Quien administra esta instalación ya lo sabe.',
    'building.jobs': 'Ir a las tareas',
    'building.held.do': 'Continúa solo cuando se levante la suspensión.',
    'step.key': 'Crear la clave con la que se cifran sus datos',
    'step.address': 'Darle su dirección',
    'step.settings': 'Prepararlo',
    'step.owner': 'Invitar a su titular',
    'step.open': 'Abrirlo',
  },
})

/** In the language of whoever reads. */
export const { t } = words
