/** What a form with one file brought: its plain fields, and the file's bytes when there is one with something in it. */
export type Upload = { fields: Record<string, string>; file: Uint8Array | null }

/** Reads a posted form with a file in `name`. A body that is no form reads as an empty one, as in parseForm. */
export async function readUpload(request: Request, name: string): Promise<Upload> {
  let form: FormData
  try {
    form = await request.formData()
  } catch {
    return { fields: {}, file: null }
  }
  const fields: Record<string, string> = {}
  let file: Uint8Array | null = null
  for (const [key, value] of form) {
    if (typeof value === 'string') fields[key] = value.replaceAll('\u0000', '').toWellFormed()
    else if (key === name && value.size > 0) file = new Uint8Array(await value.arrayBuffer())
  }
  return { fields, file }
}
