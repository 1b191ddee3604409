import { catalogue } from '../../kit/texts.ts'

/** What is said before many are invited at once. */
export const words = catalogue({
  en: {
    title: 'Invite clients',
    contacts: 'Contacts',
    'of.people': '.input {$count :number} .match $count one {{1 contact}} * {{{$count} contacts}}',
    'of.cases':
      '.input {$count :number} .match $count one {{The clients of 1 case}} * {{The clients of {$count} cases}}',
    'of.all': 'The clients of all cases',
    'of.matching': 'The clients of all cases that match: {$filter}',
    'of.search': '“{$search}”',
    'of.type': 'type {$type}',
    'of.stage': 'stage {$stage}',
    'of.open': 'open',
    'of.closed': 'closed',
    unreadable: 'Nobody was invited. Go back to the list and choose again.',
    nobody: 'Nobody to invite',
    'nobody.cases': 'The cases that were chosen have no clients yet. Add clients to them first.',
    'nobody.people': 'None of those chosen is a contact of this portal.',
    invited: 'Will be invited',
    skipped: 'Left out',
    total: 'Clients in all',
    'total.note': 'each once, however many cases',
    'skipped.title': 'Who is left out, and why',
    why: 'Why',
    people: 'Clients',
    'mend.registered': 'They can sign in already.',
    'mend.disabled': 'Enable their access first.',
    'mend.lead': 'Make them a prospect or a client first.',
    'mend.no_email': 'Add an e-mail to their card.',
    'mend.no_fact':
      'Add to their card what they state when they register, such as the last four digits.',
    'mend.trial_used_up':
      'A portal on trial sends so many invitations a day. Invite the rest tomorrow, or have the portal certified.',
    'mend.invited_lately': 'They had an invitation within the days below.',
    days: 'Leave out if invited within (days)',
    'days.do': 'Count again',
    'days.wrong': 'Write a number from 0 to 365.',
    none: 'Nobody would be invited now. Complete the cards named above, or change the days.',
    'go.title':
      '.input {$count :number} .match $count one {{Invite 1 client}} * {{Invite {$count} clients}}',
    'go.mails':
      '.input {$rate :number} .match $rate * {{Their mails leave at {$rate} a minute: all of them in {$time}.}}',
    'go.links': 'Links of earlier invitations stop working.',
    'go.again':
      'Each client is checked again when their turn comes. You can leave the page, stop, and resume later.',
    'go.do':
      '.input {$count :number} .match $count one {{Invite 1 client}} * {{Invite {$count} clients}}',
    'go.not': 'Not now',
  },
  es: {
    title: 'Invitar a clientes',
    contacts: 'Contactos',
    'of.people':
      '.input {$count :number} .match $count one {{1 contacto}} * {{{$count} contactos}}',
    'of.cases':
      '.input {$count :number} .match $count one {{Los clientes de 1 caso}} * {{Los clientes de {$count} casos}}',
    'of.all': 'Los clientes de todos los casos',
    'of.matching': 'Los clientes de todos los casos que coinciden: {$filter}',
    'of.search': '«{$search}»',
    'of.type': 'tipo {$type}',
    'of.stage': 'fase {$stage}',
    'of.open': 'abiertos',
    'of.closed': 'cerrados',
    unreadable: 'No se invitó a nadie. Vuelva a la lista y elija de nuevo.',
    nobody: 'No hay nadie a quien invitar',
    'nobody.cases': 'Los casos elegidos todavía no tienen clientes. Añádaselos primero.',
    'nobody.people': 'Nadie de los elegidos es un contacto de este portal.',
    invited: 'Se invitará a',
    skipped: 'Quedan fuera',
    total: 'Clientes en total',
    'total.note': 'cada uno una vez, tenga los casos que tenga',
    'skipped.title': 'Quién queda fuera y por qué',
    why: 'Motivo',
    people: 'Clientes',
    'mend.registered': 'Ya pueden iniciar sesión.',
    'mend.disabled': 'Primero active su acceso.',
    'mend.lead': 'Conviértalo antes en candidato o cliente.',
    'mend.no_email': 'Añada un correo a su ficha.',
    'mend.no_fact':
      'Añada a su ficha lo que indicará al registrarse, como las cuatro últimas cifras.',
    'mend.trial_used_up':
      'Un portal de prueba envía un número limitado de invitaciones al día. Invite al resto mañana o haga certificar el portal.',
    'mend.invited_lately': 'Recibieron una invitación dentro de los días de abajo.',
    days: 'Dejar fuera si se invitó hace menos de (días)',
    'days.do': 'Volver a contar',
    'days.wrong': 'Escriba un número de 0 a 365.',
    none: 'Ahora no se invitaría a nadie. Complete las fichas indicadas arriba o cambie los días.',
    'go.title':
      '.input {$count :number} .match $count one {{Invitar a 1 cliente}} * {{Invitar a {$count} clientes}}',
    'go.mails':
      '.input {$rate :number} .match $rate * {{Sus correos salen a {$rate} por minuto: todos en {$time}.}}',
    'go.links': 'Los enlaces de invitaciones anteriores dejan de funcionar.',
    'go.again':
      'Cada cliente se vuelve a comprobar cuando le llega el turno. Puede salir de la página, detener el envío y continuar después.',
    'go.do':
      '.input {$count :number} .match $count one {{Invitar a 1 cliente}} * {{Invitar a {$count} clientes}}',
    'go.not': 'Ahora no',
  },
})

/** In the language of whoever reads. */
export const { t } = words
