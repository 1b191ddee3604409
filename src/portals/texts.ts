import { catalogue } from '../kit/texts.ts'

export const words = catalogue({
  en: {
    'status.trial_active': 'on trial',
    'status.trial_expired': 'past its trial',
    'status.certified_secure': 'certified',
    'status.suspended': 'suspended',
    'status.cancelled': 'cancelled',
    'status.nothing': 'nothing else',
    'mail.copy_hint': 'If the button does nothing, copy this address into your browser:',
    'mail.warning.subject': '{$portal} will be deleted on {$date}',
    'mail.warning.do':
      'To keep what is in {$portal}, ask for an export or have the suspension lifted before {$date}.',
    'mail.warning.since':
      'The portal has been suspended since {$since}. After 90 days of suspension it is cancelled, and everything in it is deleted for good: messages, files, people. Not even a backup can be read afterwards.',
    'mail.warning.postponed':
      'The deletion was due on {$was}. Earlier warnings could not be sent in time, so it waits until {$date}.',
    'mail.warning.button': 'Ask for an export',
    'mail.warning.why_owner':
      'You get this because you own {$portal}. To have the suspension lifted, write to whoever provides the portal to you.',
    'mail.warning.why_partner':
      'You get this because your organisation provides {$portal}. You can lift the suspension in the console.',
    'mail.build_failed.subject': 'The portal at {$host} could not be built',
    'mail.build_failed.do':
      'Look at the portal in the console: building it stopped at the step “{$step}”.',
    'mail.build_failed.tried':
      '.input {$tries :number} .match $tries one {{It was tried once, and Gatehouse has stopped trying until it is started again.}} * {{It was tried {$tries} times, and Gatehouse has stopped trying until it is started again.}}',
    'mail.build_failed.button': 'Open the portal',
    'mail.build_failed.why': 'You get this because you operate this installation.',
    'mail.export_wanted.subject': 'An export of {$portal} is wanted',
    'mail.export_wanted.do':
      'Send the owner of {$portal} an export of what it holds: they have asked for one. The portal is suspended and will be deleted on {$date}.',
    'mail.export_wanted.button': 'Open the portal',
    'mail.export_wanted.why': 'You get this because you operate this installation.',
    'step.key': 'key',
    'step.address': 'address',
    'step.settings': 'settings',
    'step.owner': 'owner',
    'step.open': 'open',
  },
  es: {
    'status.trial_active': 'en prueba',
    'status.trial_expired': 'con la prueba terminada',
    'status.certified_secure': 'certificado',
    'status.suspended': 'suspendido',
    'status.cancelled': 'cancelado',
    'status.nothing': 'nada más',
    'mail.copy_hint': 'Si el botón no funciona, copie esta dirección en su navegador:',
    'mail.warning.subject': '{$portal} se eliminará el {$date}',
    'mail.warning.do':
      'Para conservar lo que hay en {$portal}, pida una exportación o haga que se levante la suspensión antes del {$date}.',
    'mail.warning.since':
      'El portal está suspendido desde el {$since}. Tras 90 días de suspensión se cancela y todo lo que contiene se elimina para siempre: mensajes, archivos, personas. Después no se podrá leer ni siquiera una copia de seguridad.',
    'mail.warning.postponed':
      'La eliminación estaba prevista para el {$was}. No se pudo avisar antes, así que espera hasta el {$date}.',
    'mail.warning.button': 'Pedir una exportación',
    'mail.warning.why_owner':
      'Recibe este correo porque es titular de {$portal}. Para que se levante la suspensión, escriba a quien le proporciona el portal.',
    'mail.warning.why_partner':
      'Recibe este correo porque su organización proporciona {$portal}. Puede levantar la suspensión en la consola.',
    'mail.build_failed.subject': 'No se pudo construir el portal de {$host}',
    'mail.build_failed.do':
      'Mire el portal en la consola: la construcción se detuvo en el paso «{$step}».',
    'mail.build_failed.tried':
      '.input {$tries :number} .match $tries one {{Se intentó una vez, y Gatehouse no lo intentará más hasta que se reinicie.}} * {{Se intentó {$tries} veces, y Gatehouse no lo intentará más hasta que se reinicie.}}',
    'mail.build_failed.button': 'Abrir el portal',
    'mail.build_failed.why': 'Recibe este correo porque opera esta instalación.',
    'mail.export_wanted.subject': 'Se pide una exportación de {$portal}',
    'mail.export_wanted.do':
      'Envíe a quien es titular de {$portal} una exportación de su contenido: la ha pedido. El portal está suspendido y se eliminará el {$date}.',
    'mail.export_wanted.button': 'Abrir el portal',
    'mail.export_wanted.why': 'Recibe este correo porque opera esta instalación.',
    'step.key': 'clave',
    'step.address': 'dirección',
    'step.settings': 'ajustes',
    'step.owner': 'titular',
    'step.open': 'apertura',
  },
})
