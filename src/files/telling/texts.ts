import { catalogue } from '../../kit/texts.ts'

/** Who can be told of something, before it is done; and what became of telling them, after. */
export const words = catalogue({
  en: {
    others: '{$names} and {$count :number} others',
    count: '{$in :number} of {$all :number} can sign in.',
    'before.waiting':
      '.input {$count :number} .match $count one {{{$who} is invited and has not registered yet: they see it once they have.}} * {{{$who} are invited and have not registered yet: they see it once they have.}}',
    'before.not_invited':
      '.input {$count :number} .match $count one {{{$who} is not invited yet.}} * {{{$who} are not invited yet.}}',
    'before.lapsed':
      '.input {$count :number} .match $count one {{{$who} has no invitation that still works.}} * {{{$who} have no invitation that still works.}}',
    'before.no_email':
      '.input {$count :number} .match $count one {{{$who} has no e-mail: tell them yourself.}} * {{{$who} have no e-mail: tell them yourself.}}',
    'before.cannot_be':
      '.input {$count :number} .match $count one {{{$who} cannot sign in, and cannot be invited as they are: their page says why.}} * {{{$who} cannot sign in, and cannot be invited as they are: their pages say why.}}',
    'before.disabled':
      '.input {$count :number} .match $count one {{{$who} is disabled, and is told nothing.}} * {{{$who} are disabled, and are told nothing.}}',
    'short.waiting': 'Invited, not registered yet',
    'short.not_invited': 'Not invited yet',
    'short.lapsed': 'No invitation that still works',
    'short.no_email': 'No e-mail: tell them yourself',
    'short.cannot_be': 'Cannot sign in or be invited yet',
    invite: 'Invite them too',
    'invite.help': 'Whoever cannot sign in yet gets an invitation, and sees it once registered.',
    'after.mailed':
      '.input {$count :number} .match $count one {{{$who} is told by mail.}} * {{{$who} are told by mail.}}',
    'after.invited':
      '.input {$count :number} .match $count one {{{$who} was invited, and sees it once registered.}} * {{{$who} were invited, and see it once registered.}}',
    'after.waiting':
      '.input {$count :number} .match $count one {{{$who} was invited before, and sees it once registered.}} * {{{$who} were invited before, and see it once registered.}}',
    'after.no_email':
      '.input {$count :number} .match $count one {{{$who} has no e-mail: tell them yourself.}} * {{{$who} have no e-mail: tell them yourself.}}',
    'after.not_in':
      '.input {$count :number} .match $count one {{{$who} cannot sign in yet and was told nothing: invite them.}} * {{{$who} cannot sign in yet and were told nothing: invite them.}}',
    'after.cannot_be':
      '.input {$count :number} .match $count one {{{$who} cannot sign in yet and was told nothing: their page says why.}} * {{{$who} cannot sign in yet and were told nothing: their pages say why.}}',
    'after.disabled':
      '.input {$count :number} .match $count one {{{$who} is disabled, and was told nothing.}} * {{{$who} are disabled, and were told nothing.}}',
  },
  es: {
    others: '{$names} y {$count :number} más',
    count: '{$in :number} de {$all :number} pueden entrar.',
    'before.waiting':
      '.input {$count :number} .match $count one {{{$who} tiene invitación y aún no se ha registrado: lo verá cuando lo haga.}} * {{{$who} tienen invitación y aún no se han registrado: lo verán cuando lo hagan.}}',
    'before.not_invited':
      '.input {$count :number} .match $count one {{{$who} aún no tiene invitación.}} * {{{$who} aún no tienen invitación.}}',
    'before.lapsed':
      '.input {$count :number} .match $count one {{{$who} no tiene ninguna invitación que siga valiendo.}} * {{{$who} no tienen ninguna invitación que siga valiendo.}}',
    'before.no_email':
      '.input {$count :number} .match $count one {{{$who} no tiene correo: dígaselo usted.}} * {{{$who} no tienen correo: dígaselo usted.}}',
    'before.cannot_be':
      '.input {$count :number} .match $count one {{{$who} no puede entrar ni recibir invitación tal como está: su página dice por qué.}} * {{{$who} no pueden entrar ni recibir invitación tal como están: sus páginas dicen por qué.}}',
    'before.disabled':
      '.input {$count :number} .match $count one {{{$who} tiene el acceso desactivado y no recibe aviso.}} * {{{$who} tienen el acceso desactivado y no reciben aviso.}}',
    'short.waiting': 'Con invitación, sin registrarse aún',
    'short.not_invited': 'Aún sin invitación',
    'short.lapsed': 'Sin invitación que siga valiendo',
    'short.no_email': 'Sin correo: dígaselo usted',
    'short.cannot_be': 'Aún no puede entrar ni recibir invitación',
    invite: 'Enviar también la invitación',
    'invite.help':
      'Quien aún no puede entrar recibe una invitación y lo verá cuando se haya registrado.',
    'after.mailed':
      '.input {$count :number} .match $count one {{A {$who} se le avisa por correo.}} * {{A {$who} se les avisa por correo.}}',
    'after.invited':
      '.input {$count :number} .match $count one {{{$who} ha recibido la invitación y lo verá cuando se registre.}} * {{{$who} han recibido la invitación y lo verán cuando se registren.}}',
    'after.waiting':
      '.input {$count :number} .match $count one {{{$who} ya tenía invitación y lo verá cuando se registre.}} * {{{$who} ya tenían invitación y lo verán cuando se registren.}}',
    'after.no_email':
      '.input {$count :number} .match $count one {{{$who} no tiene correo: dígaselo usted.}} * {{{$who} no tienen correo: dígaselo usted.}}',
    'after.not_in':
      '.input {$count :number} .match $count one {{{$who} aún no puede entrar y no ha recibido aviso: envíele una invitación.}} * {{{$who} aún no pueden entrar y no han recibido aviso: envíeles una invitación.}}',
    'after.cannot_be':
      '.input {$count :number} .match $count one {{{$who} aún no puede entrar y no ha recibido aviso: su página dice por qué.}} * {{{$who} aún no pueden entrar y no han recibido aviso: sus páginas dicen por qué.}}',
    'after.disabled':
      '.input {$count :number} .match $count one {{{$who} tiene el acceso desactivado y no ha recibido aviso.}} * {{{$who} tienen el acceso desactivado y no han recibido aviso.}}',
  },
})

export const { t } = words
