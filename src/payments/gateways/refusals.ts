import { refusals } from '../../kit/refusal.ts'

export const refuse = refusals({
  gateway_wrong_keys: {
    status: 422,
    en: 'Stripe does not know this key. Copy the secret key from Stripe’s dashboard, Developers, API keys; it begins with sk_ or rk_.',
    es: 'Stripe no conoce esta clave. Copie la clave secreta del panel de Stripe, Desarrolladores, Claves de API; empieza por sk_ o rk_.',
  },
  gateway_key_missing: {
    status: 422,
    en: 'State the key. It is in the gateway’s dashboard.',
    es: 'Indique la clave. Está en el panel de la pasarela.',
  },
  gateway_needs_no_key: {
    status: 422,
    en: 'The sandbox needs no keys.',
    es: 'El entorno de pruebas no necesita claves.',
  },
  gateway_away: {
    status: 503,
    en: 'The gateway does not answer at the moment. Nothing was changed; try again in a minute.',
    es: 'La pasarela no responde en este momento. No se cambió nada; inténtelo de nuevo en un minuto.',
  },
  gateway_not_connected: {
    status: 409,
    en: 'This gateway is not connected. Connect it in Settings, Payments.',
    es: 'Esta pasarela no está conectada. Conéctela en Configuración, Pagos.',
  },
  gateway_in_use: {
    status: 409,
    en: 'Payments are under way at this gateway: {$count :number}. Disconnect it once they are done.',
    es: 'Hay pagos en curso en esta pasarela: {$count :number}. Desconéctela cuando terminen.',
  },
  payment_not_ours: {
    status: 404,
    en: 'This payment was not begun here.',
    es: 'Este pago no se empezó aquí.',
  },
  nothing_new: {
    status: 409,
    en: 'Nothing has changed.',
    es: 'No ha cambiado nada.',
  },
  not_to_be_paid: {
    status: 409,
    en: 'There is nothing to pay of this invoice at the moment. Open it to see how it stands.',
    es: 'Ahora no hay nada que pagar de esta factura. Ábrala para ver cómo está.',
  },
})
