import { OF_MAILS } from '../../identity/index.ts'
import type { PlaceholderSource } from '../../kit/placeholders/placeholder.ts'

/** What mails about subscriptions say of them. Whoever writes such a mail knows the values. */
export const ofSubscriptions: PlaceholderSource = {
  of: OF_MAILS,
  placeholders: [
    {
      name: 'plan_name',
      label: { en: 'Name of the plan', es: 'Nombre del plan' },
      example: { en: 'Monthly coaching', es: 'Acompañamiento mensual' },
    },
    {
      name: 'plan_amount',
      label: { en: 'What a period costs', es: 'Lo que cuesta un periodo' },
      example: { en: '€121.00', es: '121,00 €' },
    },
    {
      name: 'renewal_day',
      label: { en: 'Day on which it renews', es: 'Día en que se renueva' },
      example: { en: '31 January 2026', es: '31 de enero de 2026' },
    },
    {
      name: 'access_day',
      label: { en: 'Last day of access', es: 'Último día de acceso' },
      example: { en: '2 February 2026', es: '2 de febrero de 2026' },
    },
  ],
}
