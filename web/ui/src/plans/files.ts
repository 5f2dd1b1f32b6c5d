/** A file and the path that it has in what was dropped or chosen. */
export interface PlanFile {
  name: string;
  file: File;
}

/** What a person drops may be a folder of folders: its files, at most so many, never deeper than a plan has them. */
const most = 200;
const deepest = 4;

export function chosenFiles(list: FileList | readonly File[]): PlanFile[] {
  return [...list].slice(0, most).map((file) => ({ name: file.webkitRelativePath || file.name, file }));
}

export async function droppedFiles(transfer: DataTransfer): Promise<PlanFile[]> {
  // Entries are gone after the first await.
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  if (!entries.some((entry) => entry.isDirectory)) return chosenFiles(transfer.files);
  const found: PlanFile[] = [];
  for (const entry of entries) await collect(entry, '', 0, found);
  return found;
}

async function collect(entry: FileSystemEntry, folder: string, depth: number, found: PlanFile[]): Promise<void> {
  if (found.length >= most || entry.name.startsWith('.')) return;
  const name = `${folder}${entry.name}`;
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    found.push({ name, file });
  } else if (depth < deepest) {
    const reader = (entry as FileSystemDirectoryEntry).createReader();
    for (;;) {
      // A reader gives its entries in parts.
      const part = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
      if (part.length === 0) return;
      for (const inner of part) await collect(inner, `${name}/`, depth + 1, found);
    }
  }
}

/** `lines/22.json:14` → the file and its line; a field that is no file has none. */
export function placeOf(field: string): { file: string; line: number | null } {
  const [, file, line] = /^(.*\.json):(\d+)$/i.exec(field) ?? [];
  return file && line ? { file, line: Number(line) } : { file: field, line: null };
}
