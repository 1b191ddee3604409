import { catalogue } from '../../kit/texts.ts'

export const words = catalogue({
  en: {
    done: 'Settings saved.',
    gateways: 'How clients pay',
    'gateways.text': 'Connect a payment gateway, and clients pay their invoices online.',
    'gateways.do': 'Gateways',
  },
  es: {
    done: 'Ajustes guardados.',
    gateways: 'Cómo pagan los clientes',
    'gateways.text': 'Conecte una pasarela de pago y los clientes pagarán sus facturas en línea.',
    'gateways.do': 'Pasarelas',
  },
})
