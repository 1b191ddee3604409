import { refusals } from '../kit/refusal.ts'

export const refuse = refusals({
  note_of_another: {
    status: 409,
    en: 'Only whoever wrote this note can remove it.',
    es: 'Solo quien escribió esta nota puede quitarla.',
  },
})
