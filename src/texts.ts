import { catalogue } from './kit/texts.ts'

/** What the places in the rail are called. */
export const words = catalogue({
  en: {
    'nav.home': 'Home',
    'nav.messages': 'Messages',
    'nav.people': 'Team',
    'nav.cases': 'Cases',
    'nav.contacts': 'Contacts',
    'nav.procedures': 'Procedures',
    'nav.settings': 'Settings',
    'nav.mailbox': 'Mailbox',
    'nav.dashboard': 'Dashboard',
    'nav.portals': 'Portals',
    'nav.partners': 'Partners',
    'nav.partner': 'Your organisation',
    'nav.clock': 'Test clock',
    'nav.jobs': 'Jobs',
    'nav.audit': 'Audit trail',
    'nav.sign_in': 'Sign-in',
    'nav.keys': 'API keys',
  },
  es: {
    'nav.home': 'Inicio',
    'nav.messages': 'Mensajes',
    'nav.people': 'Equipo',
    'nav.cases': 'Casos',
    'nav.contacts': 'Contactos',
    'nav.procedures': 'Procedimientos',
    'nav.settings': 'Ajustes',
    'nav.mailbox': 'Buzón',
    'nav.dashboard': 'Panel',
    'nav.portals': 'Portales',
    'nav.partners': 'Socios',
    'nav.partner': 'Su organización',
    'nav.clock': 'Reloj de prueba',
    'nav.jobs': 'Tareas',
    'nav.audit': 'Registro de auditoría',
    'nav.sign_in': 'Inicio de sesión',
    'nav.keys': 'Claves de API',
  },
})
export type Text = keyof (typeof words.words)['en']
