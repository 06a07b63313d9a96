/** Who confirmed: a member of staff as a statement names them. */
export type Confirmer = { name: string; role: string; officeZh: string | null; officeEn: string | null }
