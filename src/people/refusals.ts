import { refusals } from '../kit/refusal.ts'

export const refuse = refusals({
  nobody_writes: {
    status: 403,
    en: 'A note is somebody’s: only a person can write one.',
    es: 'Una nota es de alguien: solo una persona puede escribirla.',
  },
  note_of_another: {
    status: 409,
    en: 'Only whoever wrote this note can remove it.',
    es: 'Solo quien escribió esta nota puede quitarla.',
  },
  email_taken: {
    status: 409,
    en: 'Someone with this e-mail is already here. Look for their card.',
    es: 'Ya hay alguien con este correo. Busque su ficha.',
  },
  user_name_taken: {
    status: 409,
    en: 'Someone else signs in with this user name. Choose another.',
    es: 'Otra persona inicia sesión con este nombre de usuario. Elija otro.',
  },
  email_needed: {
    status: 409,
    en: 'They have registered, and sign in and get mail with their e-mail. Change it instead.',
    es: 'Ya se ha registrado, y usa su correo para iniciar sesión y recibir avisos. Cámbielo en su lugar.',
  },
  company_taken: {
    status: 409,
    en: 'A company of this name is already here.',
    es: 'Ya hay una empresa con este nombre.',
  },
  label_taken: {
    status: 409,
    en: 'Another field has this label. Choose another.',
    es: 'Otro campo tiene esta etiqueta. Elija otra.',
  },
  too_many_fields: {
    status: 409,
    en: 'There are {$most :number} fields already. Remove one first.',
    es: 'Ya hay {$most :number} campos. Quite uno primero.',
  },
  too_many_companies: {
    status: 409,
    en: 'There are {$most :number} companies already, which is the most. Choose one of those.',
    es: 'Ya hay {$most :number} empresas, que es el máximo. Elija una de ellas.',
  },
  too_many_notes: {
    status: 409,
    en: 'There are {$most :number} notes here, which is the most. Take back one that is not needed.',
    es: 'Aquí hay {$most :number} notas, que es el máximo. Retire una que no haga falta.',
  },
  choice_in_use: {
    status: 409,
    en: 'A choice that you left out is set on some cards. Change those first.',
    es: 'Una opción que ha quitado está puesta en algunas fichas. Cámbielas primero.',
  },
  merge_self: {
    status: 422,
    en: 'This is the same card. Choose another.',
    es: 'Es la misma ficha. Elija otra.',
  },
  both_registered: {
    status: 409,
    en: 'Both have registered and sign in. Neither may be lost, so their cards stay apart.',
    es: 'Ambas personas se han registrado e inician sesión. No se puede perder ninguna, así que sus fichas siguen separadas.',
  },
  registered_stays: {
    status: 409,
    en: 'The other one has registered. Keep that card and merge this one into it.',
    es: 'La otra persona se ha registrado. Conserve esa ficha y fusione esta con ella.',
  },
  disabled_stays: {
    status: 409,
    en: 'The other one’s access is disabled, and would not be here. Enable it before you merge.',
    es: 'El acceso de la otra persona está desactivado, y aquí no lo estaría. Actívelo antes de fusionar.',
  },
})
