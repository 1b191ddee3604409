import type { Placeholder, PlaceholderSource } from '../../kit/placeholders/placeholder.ts'
import { OF_MAILS } from './mail-text.ts'

export const portalName: Placeholder = {
  name: 'portal.name',
  label: { en: 'Name of the portal', es: 'Nombre del portal' },
  example: 'Harbour Law',
}

/** What the mails of the installation say of whom they reach, and of what they are about. */
export const ofMails: PlaceholderSource = {
  of: OF_MAILS,
  placeholders: [
    {
      name: 'person.name',
      label: { en: 'Reader’s name', es: 'Nombre de quien lo lee' },
      example: 'Jane Example',
    },
    {
      name: 'person.first_name',
      label: { en: 'Reader’s first name', es: 'Nombre de pila de quien lo lee' },
      example: 'Jane',
    },
    portalName,
    {
      name: 'link',
      label: {
        en: 'Link: alone in its paragraph, it is a button',
        es: 'Enlace: solo en su párrafo, es un botón',
      },
      example: '',
    },
    {
      name: 'until',
      label: { en: 'Until when the link works', es: 'Hasta cuándo sirve el enlace' },
      example: { en: '12 Jan 2026, 10:00 CET', es: '12 ene 2026, 10:00 CET' },
    },
    {
      name: 'client',
      label: { en: 'Name of the client it is about', es: 'Nombre del cliente de que se trata' },
      example: 'Sam Example',
    },
    {
      name: 'from',
      label: { en: 'Who wrote', es: 'Quién escribió' },
      example: 'Alex Example',
    },
    {
      name: 'ask',
      label: { en: 'Whom to ask', es: 'A quién preguntar' },
      example: 'Alex Example',
    },
    {
      name: 'not_reached',
      label: { en: 'Whom a mail did not reach', es: 'A quién no le llegó un correo' },
      example: 'Sam Example',
    },
    {
      name: 'email',
      label: { en: 'E-mail it is about', es: 'Correo de que se trata' },
      example: 'sam@example.com',
    },
    {
      name: 'answer',
      label: {
        en: 'What the other mail server answered',
        es: 'Lo que respondió el otro servidor de correo',
      },
      example: '550 No such user',
    },
    {
      name: 'user_name',
      label: { en: 'User name', es: 'Nombre de usuario' },
      example: 'sam.example',
    },
    { name: 'code', label: { en: 'The code', es: 'El código' }, example: '4829 1355' },
    {
      name: 'minutes',
      label: { en: 'Minutes for which it works', es: 'Minutos durante los que sirve' },
      example: '10',
    },
    {
      name: 'what',
      label: { en: 'Which passkey or account', es: 'Qué llave de acceso o cuenta' },
      example: 'Laptop',
    },
    {
      name: 'left',
      label: { en: 'Recovery codes that are left', es: 'Códigos de recuperación que quedan' },
      example: { en: '7 codes are left.', es: 'Quedan 7 códigos.' },
    },
  ],
}
