import { useLanguage } from '../../kit/reader.ts'
import { catalogue } from '../../kit/texts.ts'
import { routes } from '../../routes.ts'

const words = catalogue({
  en: {
    title: 'Payments',
    home: 'Overview',
    invoices: 'Invoices',
    subscriptions: 'Subscriptions',
    plans: 'Plans',
  },
  es: {
    title: 'Pagos',
    home: 'Resumen',
    invoices: 'Facturas',
    subscriptions: 'Suscripciones',
    plans: 'Planes',
  },
})

const SECTIONS = {
  home: () => routes.payments(),
  invoices: () => routes.invoices(),
  subscriptions: () => routes.subscriptions(),
  plans: () => routes.plans(),
} as const

/** What the pages of payments have on top: the name of all, and the way to each. */
export function paymentSections(section: keyof typeof SECTIONS) {
  const t = words(useLanguage())
  return {
    title: t('title'),
    tabs: Object.entries(SECTIONS).map(([key, href]) => ({
      label: t(key as keyof typeof SECTIONS),
      href: href(),
      current: key === section,
    })),
  }
}
