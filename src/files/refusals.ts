import { refusals } from '../kit/refusal.ts'

export const refuse = refusals({
  no_room: {
    status: 409,
    en: 'There is no room for this file: the portal’s files would take more than {$most}. Remove some that are not needed, or ask whoever provides your portal for more room.',
    es: 'No hay sitio para este archivo: los archivos del portal ocuparían más de {$most}. Elimine algunos que no hagan falta o pida más espacio a quien proporciona su portal.',
  },
  no_room_here: {
    status: 409,
    en: 'There is no room for this file at the moment, so nothing was kept. Write to us, and we make room.',
    es: 'En este momento no hay sitio para este archivo, así que no se guardó nada. Escríbanos y haremos sitio.',
  },
  empty_file: {
    status: 422,
    en: 'This file is empty: there is nothing in it to send. Choose another.',
    es: 'Este archivo está vacío: no hay nada en él que enviar. Elija otro.',
  },
  file_too_large: {
    status: 413,
    en: 'This file is too large. A file may have up to {$most}.',
    es: 'Este archivo es demasiado grande. Un archivo puede tener hasta {$most}.',
  },
  too_many_arriving: {
    status: 409,
    en: 'You have sent {$most :number} files that belong to nothing yet. Attach or withdraw some first.',
    es: 'Ha enviado {$most :number} archivos que aún no pertenecen a nada. Adjunte o retire antes algunos.',
  },
  too_much_arriving: {
    status: 409,
    en: 'What you have sent that belongs to nothing yet may have {$most} in all. Attach or withdraw some of it first.',
    es: 'Lo que ha enviado y aún no pertenece a nada puede ocupar {$most} en total. Adjunte o retire antes algo de ello.',
  },
  sent_many_files: {
    status: 429,
    en: 'Too many files were sent from where you are. Wait a while and send it again.',
    es: 'Se han enviado demasiados archivos desde donde está. Espere un rato y vuelva a enviarlo.',
  },
  too_many_at_once: {
    status: 429,
    en: 'You are sending as many files at once as may be. Go on when one has arrived.',
    es: 'Está enviando tantos archivos a la vez como se puede. Siga cuando haya llegado uno.',
  },
  wrong_offset: {
    status: 409,
    en: 'Other bytes are here than you go on behind. Ask how many, and go on there.',
    es: 'Aquí hay otros bytes que aquellos tras los que sigue. Pregunte cuántos y siga allí.',
  },
  piece_too_small: {
    status: 422,
    en: 'Nothing of this piece was kept: it ends before {$least :number} bytes of the file have come whole. Send larger pieces, or all that is left.',
    es: 'No se guardó nada de este trozo: termina antes de que hayan llegado enteros {$least :number} bytes del archivo. Envíe trozos mayores o todo lo que falta.',
  },
  longer_than_said: {
    status: 413,
    en: 'More bytes came than the file was said to have. Begin again with its right size.',
    es: 'Llegaron más bytes de los que se dijo que tenía el archivo. Empiece de nuevo con su tamaño correcto.',
  },
  upload_length: {
    status: 400,
    en: 'Say in `Upload-Length` how many bytes the file has, as a whole number such as `52428`.',
    es: 'Indique en `Upload-Length` cuántos bytes tiene el archivo, como número entero, por ejemplo `52428`.',
  },
  upload_metadata: {
    status: 400,
    en: 'Say in `Upload-Metadata` what the file is called: `filename`, a space, and the name in Base64, such as `filename cGhvdG8uanBn`.',
    es: 'Indique en `Upload-Metadata` cómo se llama el archivo: `filename`, un espacio y el nombre en Base64, por ejemplo `filename cGhvdG8uanBn`.',
  },
  upload_offset: {
    status: 400,
    en: 'Say in `Upload-Offset` behind how many bytes of the file these go on, as a whole number; for the first it is `0`.',
    es: 'Indique en `Upload-Offset` tras cuántos bytes del archivo siguen estos, como número entero; para los primeros es `0`.',
  },
  not_in_parts: {
    status: 400,
    en: 'Files are not put together from several uploads here. Send the whole file as one, without `Upload-Concat`.',
    es: 'Aquí no se componen archivos de varios envíos. Envíe el archivo entero como uno, sin `Upload-Concat`.',
  },
  other_protocol: {
    status: 412,
    en: 'Version {$version} of the protocol is spoken here. Send `Tus-Resumable: {$version}`.',
    es: 'Aquí se habla la versión {$version} del protocolo. Envíe `Tus-Resumable: {$version}`.',
  },
  not_bytes: {
    status: 415,
    en: 'The bytes of a file are sent as `application/offset+octet-stream`.',
    es: 'Los bytes de un archivo se envían como `application/offset+octet-stream`.',
  },
  not_arrived: {
    status: 409,
    en: 'This file has not come whole. Send the rest of it, or send it again.',
    es: 'Este archivo no ha llegado entero. Envíe el resto o envíelo de nuevo.',
  },
  files_unavailable: {
    status: 503,
    en: 'Files cannot be kept at the moment, so nothing was saved. Try again later.',
    es: 'En este momento no se pueden guardar archivos, así que no se guardó nada. Inténtelo más tarde.',
  },
  files_away: {
    status: 503,
    en: 'Files cannot be given out at the moment. This one is kept; try again in a few minutes.',
    es: 'En este momento no se pueden entregar archivos. Este se conserva; inténtelo de nuevo en unos minutos.',
  },
  nobody_sends: {
    status: 403,
    en: 'A file is somebody’s: only a person can send one.',
    es: 'Un archivo es de alguien: solo una persona puede enviarlo.',
  },
  too_many_files: {
    status: 409,
    en: 'There are {$most :number} files here, which is the most. Remove one that is not needed.',
    es: 'Aquí hay {$most :number} archivos, que es el máximo. Elimine uno que no haga falta.',
  },
  too_many_folders: {
    status: 409,
    en: 'There are {$most :number} folders here, which is the most. Remove one that is not needed.',
    es: 'Aquí hay {$most :number} carpetas, que es el máximo. Elimine una que no haga falta.',
  },
  folder_name_taken: {
    status: 409,
    en: 'There is a folder of this name here already. Choose another name, or use that one.',
    es: 'Aquí ya hay una carpeta con este nombre. Elija otro nombre o use esa.',
  },
  too_deep: {
    status: 409,
    en: 'Folders lie in one another at most {$most :number} deep. Choose a place further up.',
    es: 'Las carpetas se anidan hasta {$most :number} niveles. Elija un lugar más arriba.',
  },
  within_itself: {
    status: 409,
    en: 'A folder cannot lie in itself, or in one that lies in it. Choose another place.',
    es: 'Una carpeta no puede estar dentro de sí misma ni de otra que contiene. Elija otro lugar.',
  },
  folder_gone: {
    status: 409,
    en: 'The folder was removed meanwhile. Add the files here instead, or to another folder.',
    es: 'Entretanto se eliminó la carpeta. Añada los archivos aquí o a otra carpeta.',
  },
  folder_has_files: {
    status: 409,
    en: 'There are files in it, which would be removed for good. Type the folder’s name to remove it with all that is in it.',
    es: 'Contiene archivos, que se eliminarían para siempre. Escriba el nombre de la carpeta para eliminarla con todo lo que contiene.',
  },
  too_many_versions: {
    status: 409,
    en: 'There are {$most :number} versions of this file, which is the most. Add it as a file of its own.',
    es: 'Hay {$most :number} versiones de este archivo, que es el máximo. Añádalo como archivo aparte.',
  },
  already_over: {
    status: 422,
    en: 'This day is over. Choose today or a later one.',
    es: 'Ese día ya ha pasado. Elija hoy o uno posterior.',
  },
  due_day_over: {
    status: 422,
    en: 'The day on which it should be there is over. Choose a new one.',
    es: 'El día en que debía llegar ya ha pasado. Elija uno nuevo.',
  },
  request_over: {
    status: 409,
    en: 'This request is over: nothing more can be done with it. Ask for the document anew.',
    es: 'Esta petición ha terminado: no se puede hacer nada más con ella. Pida el documento de nuevo.',
  },
  request_ended: {
    status: 409,
    en: 'This is not asked for any more, so nothing was sent. Write to us if you want to send it all the same.',
    es: 'Esto ya no se pide, así que no se envió nada. Escríbanos si aun así quiere enviarlo.',
  },
  request_unanswered: {
    status: 409,
    en: 'Nothing has come in for this yet. Wait for the answer, or withdraw the request.',
    es: 'Todavía no ha llegado nada para esto. Espere la respuesta o retire la petición.',
  },
  request_open: {
    status: 409,
    en: 'This is asked for already, and waits for an answer.',
    es: 'Esto ya se ha pedido y espera respuesta.',
  },
  person_disabled: {
    status: 409,
    en: 'Whoever you ask is disabled and cannot sign in to answer. Enable them first.',
    es: 'La persona a quien lo pide está deshabilitada y no puede entrar a responder. Habilítela antes.',
  },
  too_many_requests: {
    status: 409,
    en: 'There are {$most :number} requests here that wait, which is the most. Accept or withdraw some first.',
    es: 'Aquí hay {$most :number} peticiones en espera, que es el máximo. Acepte o retire antes algunas.',
  },
  too_many_answers: {
    status: 409,
    en: 'No more than {$most :number} files can be sent in answer to one request. Write to us if there are more.',
    es: 'En respuesta a una petición se pueden enviar {$most :number} archivos como máximo. Escríbanos si hay más.',
  },
  too_many_shares: {
    status: 409,
    en: 'This file would be shared with more than {$most :number} people, companies and cases, which is the most. Stop sharing with some first, or share it with everybody of a company or case.',
    es: 'Este archivo se compartiría con más de {$most :number} personas, empresas y casos, que es el máximo. Deje antes de compartirlo con algunos, o compártalo con todos los de una empresa o un caso.',
  },
  too_many_told: {
    status: 409,
    en: '{$people :number} people would see this newly, and be told by mail. No more than {$most :number} can be at one time: share it with fewer first, then with more.',
    es: '{$people :number} personas lo verían por primera vez y recibirían un aviso por correo. No pueden ser más de {$most :number} a la vez: compártalo primero con menos y después con más.',
  },
  ending_changes: {
    status: 409,
    en: 'By {$before} devices know what opens it; by {$after} they may try something that cannot. Leave {$after} out of the name, or tick this.',
    es: 'Por {$before} los dispositivos saben con qué abrirlo; con {$after} quizá prueben algo que no puede. Quite {$after} del nombre o marque esta casilla.',
  },
  other_ending: {
    status: 409,
    en: 'The file ends in {$before}, and what was sent in {$after}. Say what the file is called from now on, or add it as a file of its own.',
    es: 'El archivo termina en {$before} y lo enviado en {$after}. Indique cómo se llamará el archivo a partir de ahora o añádalo como archivo aparte.',
  },
  may_not_invite: {
    status: 403,
    en: 'You cannot invite people here. Leave “invite them too” out, and ask a colleague to invite them.',
    es: 'Aquí usted no puede enviar invitaciones. Deje sin marcar «Enviar también la invitación» y pida a un colega que las envíe.',
  },
  too_many_invited: {
    status: 409,
    en: 'No more than {$most :number} people can be invited with it. Leave “invite them too” out, and invite them from the list of cases.',
    es: 'Con esto no se puede invitar a más de {$most :number} personas. Deje sin marcar «Enviar también la invitación» e invítelas desde la lista de casos.',
  },
  still_checking: {
    status: 409,
    en: 'This file is being checked. It can be opened in a moment.',
    es: 'Este archivo se está comprobando. Se podrá abrir en un momento.',
  },
  file_refused: {
    status: 410,
    en: 'This file was found to be dangerous, and is not given out. Ask whoever sent it for another.',
    es: 'Se vio que este archivo es peligroso y no se entrega. Pida otro a quien lo envió.',
  },
})
