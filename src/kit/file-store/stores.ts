import type { BucketStore } from './bucket.ts'
import type { FileStore } from './file-store.ts'
import { FolderStore } from './folder.ts'

/**
 * Where contents of files lie. What is sent comes to the folder, since only there it can be gone on with; where
 * there is a bucket, it moves on to that.
 */
export class FileStores {
  readonly folder: FolderStore
  readonly bucket: BucketStore | null

  constructor(folder: string, bucket: BucketStore | null = null) {
    this.folder = new FolderStore(folder)
    this.bucket = bucket
  }

  /** @throws where a content lies in a bucket and none is configured */
  of(kind: FileStore['kind']): FileStore {
    if (kind === 'folder') return this.folder
    if (!this.bucket) throw new Error('contents lie in a bucket: GATEHOUSE_FILES has to name it')
    return this.bucket
  }

  get all(): readonly FileStore[] {
    return this.bucket ? [this.folder, this.bucket] : [this.folder]
  }

  /** Whatever there is of a portal, wherever. */
  async removeAll(portal: string): Promise<void> {
    await this.folder.removeAll(portal)
    await this.bucket?.removeAll(portal)
  }
}
