import { catalogue } from './kit/texts.ts'

/** What holds for every endpoint: in the document for programs, and on the page for people. */
export const rules = catalogue({
  en: {
    all: 'Whatever a page can do, this can do. Portals are provisioned on the bare host with an API key; what happens inside a portal is asked of that portal’s own host, as a person who has signed in.',
    twice:
      'Every write takes an Idempotency-Key: sent again with the same body it gives the first answer, byte for byte, whatever has changed since, and does nothing again; the order of fields does not matter. With another body it is refused with 422; after a refusal, the key is free again.',
    versions:
      'What two might edit has a version, told as ETag when it is read. Send it back in If-Match (several are a list, of which any will do), or as `version` in the body, and the change is refused with 412 where somebody was faster; so is a condition on what has no version. Left out, the change goes through whatever has happened since.',
    lists:
      'Lists come a page at a time. What they answer as `next` is sent as `cursor` for the page that follows; it is null on the last one.',
    limits:
      'A key or session has so many requests a minute. RateLimit-Policy and RateLimit tell how many, and how many are left; one too many is refused with 429 and Retry-After.',
  },
  es: {
    all: 'Todo lo que puede hacer una página lo puede hacer esto. Los portales se crean y gestionan en el host principal con una clave de API; lo que ocurre dentro de un portal se pide en el host de ese portal, como persona que ha iniciado sesión.',
    twice:
      'Toda escritura admite una Idempotency-Key: enviada de nuevo con el mismo cuerpo da la primera respuesta, byte por byte, cambie lo que cambie entretanto, y no hace nada más; el orden de los campos no importa. Con otro cuerpo se rechaza con 422; tras un rechazo, la clave queda libre.',
    versions:
      'Lo que dos podrían editar a la vez tiene una versión, que se dice como ETag al leerlo. Devuélvala en If-Match (varias forman una lista, de la que basta una), o como `version` en el cuerpo, y el cambio se rechaza con 412 si alguien fue más rápido; también se rechaza una condición sobre lo que no tiene versión. Sin ella, el cambio se hace haya pasado lo que haya pasado.',
    lists:
      'Las listas llegan página a página. Lo que responden como `next` se envía como `cursor` para la página siguiente; en la última es null.',
    limits:
      'Una clave o sesión tiene un número de peticiones por minuto. RateLimit-Policy y RateLimit dicen cuántas son y cuántas quedan; una de más se rechaza con 429 y Retry-After.',
  },
})

/** In the order in which they are told. */
export const RULES = ['all', 'twice', 'versions', 'lists', 'limits'] as const
