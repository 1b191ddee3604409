import { z } from 'zod'
import { reached } from '../../kit/caps.ts'
import { id, show } from '../../kit/ids.ts'
import { done, operation } from '../../kit/operation.ts'
import { refuse as kitRefuse } from '../../kit/refusal.ts'
import { invalidField } from '../../kit/validation.ts'
import {
  about,
  countFiles,
  fileById,
  heldNamed,
  holderOf,
  holdFile,
  holdFolderOf,
  holdHolder,
  ofHeld,
  placeFile,
  subjectOf,
} from '../file/index.ts'
import { refuse } from '../refusals.ts'

export const moveFile = operation({
  name: 'file.move',
  done: { en: 'Moved a file', es: 'Movió un archivo' },
  details: {
    file: { en: 'File', es: 'Archivo' },
    from: { en: 'From', es: 'De' },
    into: { en: 'Into', es: 'A' },
  },
  summary:
    'Moves a file into a folder, out of all, or to another case, person or company; links to it stay, and who sees it does',
  input: z.strictObject({
    file: id('file'),
    about: about.optional(),
    folder: id('folder')
      .nullable()
      .describe('The folder that it lies in from now on; null for none'),
  }),
  right: 'files:manage',
  async run(op, { file: id, about: shown, folder }) {
    const { tx, installation } = op
    const seen = await fileById(tx, id)
    const from = seen && holderOf(installation, seen.holderKind)
    if (!seen || !from?.hasFolders) return kitRefuse('not_found')
    const here = { holder: from, id: seen.holderId }
    const there = await holdHolder(op, shown === undefined ? here : heldNamed(installation, shown))
    if (!there?.holder.hasFolders)
      return shown === undefined ? kitRefuse('not_found') : invalidField('about', 'no_such')
    // What it goes into is held before the file is, as whoever removes a folder does.
    if (folder !== null && !(await holdFolderOf(tx, folder, ofHeld(there))))
      return invalidField('folder', 'no_such')
    const file = await holdFile(op, id)
    if (!file) return kitRefuse('not_found')
    const [to, before] = [show(there.holder.kind, there.id), subjectOf(file)]
    if (shown === undefined && to !== before) return kitRefuse('changed_meanwhile')
    if (to !== before) {
      const of = ofHeld(there)
      const most = await reached(op, 'files', there.id, (most) => countFiles(tx, of, most))
      if (most !== null) return refuse('too_many_files', { values: { most } })
    }
    await placeFile(tx, id, { ...ofHeld(there), folder })
    op.note({
      subject: to,
      details: {
        file: show('file', id),
        into: folder && show('folder', folder),
        ...(to !== before && { from: before }),
      },
    })
    return done({ file: id, about: to, folder })
  },
})
