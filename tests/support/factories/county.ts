import { v7 as uuidv7 } from 'uuid'
import { policyPack } from '#db/seed/policy-packs.ts'
import { database } from '../this-database.ts'

export type Place = { countyId: string; officeId: string }

/** The day of the tests: the 22nd of a July. */
export const NOW = new Date('2026-07-22T10:00:00+08:00')

async function insertOffice(countyId: string, code: string): Promise<Place> {
  const officeId = uuidv7()
  await database.ownerSql`insert into judicial_offices ${database.ownerSql({
    ...{ id: officeId, county_id: countyId, code, phone: '0000-1234567' },
    ...{ name_zh: `${code}司法所`, name_en: `Office ${code}` },
  })}`
  return { countyId, officeId }
}

/** A county with two offices and the demo hours policy; without `county()` there is nothing to belong to. */
export async function county(code: string): Promise<{ id: string; here: Place; there: Place }> {
  const sql = database.ownerSql
  const id = uuidv7()
  await sql`insert into counties ${sql({
    ...{ id, code, name_zh: `${code}县`, name_en: `County ${code}` },
    ...{ procuratorate_zh: '检察院', procuratorate_en: 'Procuratorate', procuratorate_phone: '12309' },
  })}`
  const pack = policyPack('demo-county')
  await sql`insert into hours_policy_versions (id, county_id, pack, title_zh, title_en, parameters, legal_basis, valid)
    values (${uuidv7()}, ${id}, ${pack.code}, ${pack.name.zh}, ${pack.name.en}, ${sql.json(JSON.parse(JSON.stringify(pack.policy)))},
      ${sql.json(JSON.parse(JSON.stringify(pack.legalBasis)))}, '[2020-01-01,)')`
  return { id, here: await insertOffice(id, `${code}-here`), there: await insertOffice(id, `${code}-there`) }
}
