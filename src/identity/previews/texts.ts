import { catalogue } from '../../kit/texts.ts'

/** Looking at the portal as a client sees it: before, meanwhile, and what the client reads of it. */
export const words = catalogue({
  en: {
    title: 'See the portal as {$name} does',
    do: 'Start the preview',
    lasts: 'It ends by itself after 60 minutes, and you can end it at any time.',
    looks: 'You see what {$name} sees, messages included.',
    nothing: 'Nothing can be changed.',
    told: '{$name} can see in their profile that you did, when, and for how long.',
    unmoved: 'Nothing is marked as read, and their last sign-in stays as it is.',
    reason: 'Reason',
    'reason.help': 'Your colleagues can read it in the audit trail. {$name} cannot.',
    acts: 'Act on their behalf',
    'acts.help':
      'You can write messages in their name, which then say that you wrote them. Passwords, payments, consent and keys stay out of reach.',
    cannot: 'This preview cannot start',
    'banner.looks': '{$staff}, you see this portal as {$client} does. Nothing can be changed.',
    'banner.acts': '{$staff}, you act on behalf of {$client}. Both names are recorded.',
    'banner.until': 'It ends at',
    end: 'End preview',
    ended: 'The preview has ended. You are yourself again.',
    'own.lead':
      'Staff of {$portal} can look at the portal as you see it, to help you. Every time is listed here.',
    'own.empty': 'Nobody has looked at your portal',
    'own.empty.text': 'When somebody does, you see here who it was, when, and for how long.',
    'own.caption': 'Who looked at your portal, the latest first',
    who: 'Who',
    when: 'When',
    long: 'How long',
    minutes:
      '.input {$count :number}\n.match $count\n0 {{less than a minute}}\none {{{$count} minute}}\n* {{{$count} minutes}}',
    now: 'Looking now',
    'could.look': 'Could look only',
    'could.act': 'Could also write in your name',
  },
  es: {
    title: 'Ver el portal como lo ve {$name}',
    do: 'Empezar la vista previa',
    lasts: 'Termina sola a los 60 minutos, y puede terminarla en cualquier momento.',
    looks: 'Verá lo que ve {$name}, también los mensajes.',
    nothing: 'No se puede cambiar nada.',
    told: '{$name} puede ver en su perfil que usted miró, cuándo y cuánto tiempo.',
    unmoved: 'Nada se marca como leído, y su último inicio de sesión queda como está.',
    reason: 'Motivo',
    'reason.help': 'Sus colegas pueden leerlo en el registro de auditoría. {$name} no.',
    acts: 'Actuar en su nombre',
    'acts.help':
      'Puede escribir mensajes en su nombre, que dirán que los escribió usted. Contraseñas, pagos, consentimientos y claves quedan fuera de alcance.',
    cannot: 'Esta vista previa no puede empezar',
    'banner.looks': '{$staff}, ve este portal como lo ve {$client}. No se puede cambiar nada.',
    'banner.acts': '{$staff}, actúa en nombre de {$client}. Ambos nombres quedan registrados.',
    'banner.until': 'Termina a las',
    end: 'Terminar la vista previa',
    ended: 'La vista previa ha terminado. Vuelve a ser usted.',
    'own.lead':
      'El personal de {$portal} puede mirar el portal como lo ve usted, para ayudarle. Cada vez queda anotada aquí.',
    'own.empty': 'Nadie ha mirado su portal',
    'own.empty.text':
      'Cuando alguien lo haga, verá aquí quién fue, cuándo y durante cuánto tiempo.',
    'own.caption': 'Quién miró su portal, lo último primero',
    who: 'Quién',
    when: 'Cuándo',
    long: 'Cuánto tiempo',
    minutes:
      '.input {$count :number}\n.match $count\n0 {{menos de un minuto}}\none {{{$count} minuto}}\n* {{{$count} minutos}}',
    now: 'Mirando ahora',
    'could.look': 'Solo podía mirar',
    'could.act': 'También podía escribir en su nombre',
  },
})

/** In the language of whoever reads. */
export const { t } = words
