import { catalogue } from '../../kit/texts.ts'

export const words = catalogue({
  en: {
    colours: 'Colours',
    brand: 'Main colour',
    'brand.help': 'Buttons, links and what is chosen.',
    accent: 'Second colour',
    'accent.help': 'What is new, and small accents.',
    contrast: 'Choose freely: text on and in your colours is kept readable, in light and in dark.',
    preview: 'How it looks',
    'preview.light': 'Light',
    'preview.dark': 'Dark',
    'preview.alt': 'A page with a button, a link and a mark in your colours, in light and in dark',
    'preview.button': 'Button',
    'preview.link': 'A link',
    'preview.new': 'New',
    'preview.do': 'Show preview',
    'preview.moved': 'Text in {$chosen} would be hard to read on white; it is written in {$shown}.',
    logo: 'Logo',
    'logo.file': 'Choose an image',
    'logo.help': 'PNG, JPEG or WebP, at most 256 KB. Shown at a height of 40 pixels.',
    'logo.now': 'Your logo',
    'logo.none': 'You have no logo. The name of the portal stands in its place.',
    'logo.remove': 'Remove the logo',
    done: 'Branding saved.',
  },
  es: {
    colours: 'Colores',
    brand: 'Color principal',
    'brand.help': 'Botones, enlaces y lo elegido.',
    accent: 'Segundo color',
    'accent.help': 'Lo nuevo y pequeños acentos.',
    contrast:
      'Elija libremente: el texto sobre sus colores y en ellos se mantiene legible, en claro y en oscuro.',
    preview: 'Así se ve',
    'preview.light': 'Claro',
    'preview.dark': 'Oscuro',
    'preview.alt':
      'Una página con un botón, un enlace y una marca en sus colores, en claro y en oscuro',
    'preview.button': 'Botón',
    'preview.link': 'Un enlace',
    'preview.new': 'Nuevo',
    'preview.do': 'Ver cómo queda',
    'preview.moved': 'El texto en {$chosen} se leería mal sobre blanco; se escribe en {$shown}.',
    logo: 'Logotipo',
    'logo.file': 'Elija una imagen',
    'logo.help':
      'PNG, JPEG o WebP, de 256 KB como máximo. Se muestra con una altura de 40 píxeles.',
    'logo.now': 'Su logotipo',
    'logo.none': 'No tiene logotipo. En su lugar figura el nombre del portal.',
    'logo.remove': 'Quitar el logotipo',
    done: 'Imagen guardada.',
  },
})

/** In the language of whoever reads. */
export const { t } = words
