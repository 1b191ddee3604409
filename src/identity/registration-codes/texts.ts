import { catalogue } from '../../kit/texts.ts'

/** A code that staff read out to a client without a mailbox. */
export const words = catalogue({
  en: {
    title: 'A one-time code for {$name}',
    lead: 'Twelve digits to read out over the phone. They work once, for ten minutes, together with what the client states anyway. Be sure whom you are talking to.',
    'lead.registered':
      'Twelve digits to read out over the phone. With them and what they state when they register, {$name} chooses a new password: their other devices are signed out, a lock ends, and a second step is still asked for. They work once, for ten minutes. Be sure whom you are talking to.',
    user_name: 'User name',
    'user_name.needed':
      'There is no e-mail on the card, so they sign in with this. Letters, digits, dots and hyphens.',
    'user_name.help': 'For signing in instead of the e-mail. Leave it as it is if they use that.',
    do: 'Issue a one-time code',
    issued: 'Read this to {$name}',
    where: 'They open',
    as: 'They enter as e-mail or user name',
    until: 'The code works until',
    once: 'This page shows the code once. If it is lost, issue another; this one then stops working.',
    done: 'Done',
  },
  es: {
    title: 'Un código de un solo uso para {$name}',
    lead: 'Doce cifras para leer por teléfono. Funcionan una vez, durante diez minutos, junto con lo que el cliente indica de todos modos. Asegúrese de con quién habla.',
    'lead.registered':
      'Doce cifras para leer por teléfono. Con ellas y con lo que se indica al registrarse, {$name} elige una contraseña nueva: se cierran sus otras sesiones, termina un bloqueo y el segundo paso se sigue pidiendo. Funcionan una vez, durante diez minutos. Asegúrese de con quién habla.',
    user_name: 'Nombre de usuario',
    'user_name.needed':
      'No hay correo en la ficha, así que inicia sesión con esto. Letras, cifras, puntos y guiones.',
    'user_name.help': 'Para iniciar sesión en lugar del correo. Déjelo como está si usa el correo.',
    do: 'Emitir un código de un solo uso',
    issued: 'Lea esto a {$name}',
    where: 'Abre',
    as: 'Escribe como correo o nombre de usuario',
    until: 'El código funciona hasta',
    once: 'Esta página muestra el código una sola vez. Si se pierde, emita otro; este dejará de funcionar.',
    done: 'Hecho',
  },
})

/** In the language of whoever reads. */
export const { t } = words
