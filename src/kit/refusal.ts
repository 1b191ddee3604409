import { catalogue, type Language } from './texts.ts'

/** Statuses a refusal may answer with. */
export type RefusalStatus =
  | 400
  | 401
  | 403
  | 404
  | 409
  | 410
  | 412
  | 413
  | 415
  | 422
  | 428
  | 429
  | 503

/** An operation that did not happen, and why: a value, since only bugs throw. */
export interface Refusal {
  readonly ok: false
  readonly code: string
  readonly status: RefusalStatus
  /** Each input at fault, by its dotted name, with what would be right. */
  readonly fields: readonly FieldError[]
  /** How many more are at fault than those, where there are too many to be listed. */
  readonly more?: number
  readonly say: (language: Language) => string
  /** Of one that time alone cures. */
  readonly retryAfterSeconds?: number
}

/** Tells a refusal from whatever else was given in its place. */
export const isRefusal = (value: unknown): value is Refusal =>
  typeof value === 'object' && value !== null && 'say' in value && typeof value.say === 'function'

export interface FieldError {
  readonly field: string
  readonly code: string
  readonly say: (language: Language) => string
}

export interface Done<R> {
  readonly ok: true
  readonly value: R
}

interface Row {
  status: RefusalStatus
  en: string
  es: string
}
type Options = { field?: string; values?: Record<string, string | number> }

/** A domain's refusals as data: code → status and sentence in each language. */
export function refusals<T extends Record<string, Row>>(table: T) {
  const pick = (language: Language) =>
    Object.fromEntries(Object.entries(table).map(([code, row]) => [code, row[language]])) as Record<
      string,
      string
    >
  const words = catalogue({ en: pick('en'), es: pick('es') })
  const refuse = (code: keyof T & string, { field, values }: Options = {}): Refusal => {
    const say = (language: Language) => words(language)(code, values)
    return {
      ok: false,
      code,
      status: table[code]!.status,
      fields: field ? [{ field, code, say }] : [],
      say,
    }
  }
  return Object.assign(refuse, { table: table as Record<string, Row> })
}

/** Refusals that any operation can give. */
export const refuse = refusals({
  invalid: {
    status: 422,
    en: 'Some of what was sent is not right.',
    es: 'Algunos datos no son correctos.',
  },
  malformed: {
    status: 400,
    en: 'The body could not be read. Send a JSON object in UTF-8.',
    es: 'No se pudo leer el cuerpo. Envíe un objeto JSON en UTF-8.',
  },
  malformed_form: {
    status: 400,
    en: 'The form could not be read. Open its page again and send it from there.',
    es: 'No se pudo leer el formulario. Vuelva a abrir su página y envíelo desde allí.',
  },
  given_back: {
    status: 422,
    en: 'The file was removed, and nothing was sent yet.',
    es: 'Se quitó el archivo y aún no se ha enviado nada.',
  },
  not_json: {
    status: 415,
    en: 'Only JSON is taken here. Send it with Content-Type: application/json.',
    es: 'Aquí solo se admite JSON. Envíelo con Content-Type: application/json.',
  },
  not_a_form: {
    status: 415,
    en: 'Only a form is taken here. Send it as application/x-www-form-urlencoded or multipart/form-data.',
    es: 'Aquí solo se admite un formulario. Envíelo como application/x-www-form-urlencoded o multipart/form-data.',
  },
  packed: {
    status: 415,
    en: 'Packed bodies are not taken. Send it as it is, without Content-Encoding.',
    es: 'No se admiten cuerpos comprimidos. Envíelo tal cual, sin Content-Encoding.',
  },
  too_large: {
    status: 413,
    en: 'That is too large. At most {$most :number} KB are taken here.',
    es: 'Es demasiado grande. Aquí se admiten como máximo {$most :number} KB.',
  },
  too_many_fields: {
    status: 422,
    en: 'That is too much at once. At most {$most :number} fields and values are taken here.',
    es: 'Es demasiado de una vez. Aquí se admiten como máximo {$most :number} campos y valores.',
  },
  too_deep: {
    status: 422,
    en: 'This nests too deeply. At most {$most :number} levels are taken.',
    es: 'Está anidado en exceso. Se admiten como máximo {$most :number} niveles.',
  },
  unauthenticated: { status: 401, en: 'Sign in first.', es: 'Primero inicie sesión.' },
  forbidden: { status: 403, en: 'You may not do this.', es: 'No tiene permiso para hacer esto.' },
  cross_site: {
    status: 403,
    en: 'This form was sent from another site. Open the page here and send it again.',
    es: 'Este formulario se envió desde otro sitio. Abra la página aquí y vuelva a enviarlo.',
  },
  not_found: { status: 404, en: 'There is nothing here.', es: 'Aquí no hay nada.' },
  method: {
    status: 400,
    en: 'This address does not take that method.',
    es: 'Esta dirección no admite ese método.',
  },
  changed_meanwhile: {
    status: 412,
    en: 'Someone has changed this since you opened it. Load it again and repeat your change.',
    es: 'Alguien lo ha cambiado desde que lo abrió. Vuelva a cargarlo y repita su cambio.',
  },
  idempotency_mismatch: {
    status: 422,
    en: 'This Idempotency-Key was used before with other input. Use a new key.',
    es: 'Esta Idempotency-Key ya se usó con otros datos. Use una clave nueva.',
  },
  idempotency_busy: {
    status: 409,
    en: 'A request with this Idempotency-Key is still under way. Try again in a moment.',
    es: 'Una petición con esta Idempotency-Key sigue en curso. Inténtelo de nuevo en un momento.',
  },
  network_busy: {
    status: 429,
    en: 'Too many requests from your network are being answered. Try again in a moment.',
    es: 'Se están atendiendo demasiadas peticiones de su red. Inténtelo de nuevo en un momento.',
  },
  busy: {
    status: 503,
    en: 'Too many requests are being answered. Try again in a moment.',
    es: 'Se están atendiendo demasiadas peticiones. Inténtelo de nuevo en un momento.',
  },
  too_many: {
    status: 429,
    en: 'Too many attempts. Wait {$seconds :number} seconds and try again.',
    es: 'Demasiados intentos. Espere {$seconds :number} segundos e inténtelo de nuevo.',
  },
})
