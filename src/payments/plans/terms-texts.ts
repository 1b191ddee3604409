import { catalogue } from '../../kit/texts.ts'

/** The terms of a plan, as staff and clients read them. */
export const words = catalogue({
  en: {
    price: '{$amount} {$interval}',
    trial: '{$days :number} days of trial',
    cycles: '{$cycles :number} times',
    'each.days': 'daily',
    'each.weeks': 'weekly',
    'each.months': 'monthly',
    'each.years': 'yearly',
    'every.days': 'every {$every :number} days',
    'every.weeks': 'every {$every :number} weeks',
    'every.months': 'every {$every :number} months',
    'every.years': 'every {$every :number} years',
  },
  es: {
    price: '{$amount} {$interval}',
    trial: '{$days :number} días de prueba',
    cycles: '{$cycles :number} veces',
    'each.days': 'al día',
    'each.weeks': 'a la semana',
    'each.months': 'al mes',
    'each.years': 'al año',
    'every.days': 'cada {$every :number} días',
    'every.weeks': 'cada {$every :number} semanas',
    'every.months': 'cada {$every :number} meses',
    'every.years': 'cada {$every :number} años',
  },
})
