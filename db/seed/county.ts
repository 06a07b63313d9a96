import { demoId } from './random.ts'

/** 云溪县 is fictional. Its size is that of the county in the 2017 report, so that the report's totals can be checked. */
export const COUNTY = {
  id: demoId('county', 'yunxi'),
  code: 'yunxi',
  nameZh: '云溪县',
  nameEn: 'Yunxi County',
  procuratorateZh: '云溪县人民检察院',
  procuratorateEn: 'Yunxi County People’s Procuratorate',
  procuratoratePhone: '0990-000 1234',
} as const

export type OfficeCode =
  'yunxi' | 'dongtang' | 'nanpu' | 'beitang' | 'hefeng' | 'shiwan' | 'liuqiao' | 'qingzhu' | 'yusha'

export type Office = {
  id: string
  code: OfficeCode
  nameZh: string
  nameEn: string
  phone: string
  /** On the register, on the day of the seed. */
  people: number
  staff: number
  socialWorkers: number
  /** Offices of one group send their people to the same lectures. */
  group: string
  /** The day of the month on which the office holds its collective class. */
  classDay: number
}

const office = (
  code: OfficeCode,
  nameZh: string,
  nameEn: string,
  [people, staff, socialWorkers]: [number, number, number],
  group: string,
  classDay: number,
  index: number,
): Office => ({
  ...{
    id: demoId('office', code),
    code,
    nameZh,
    nameEn,
    phone: `0990-000 2${String(index).padStart(3, '0')}`,
  },
  ...{ people, staff, socialWorkers, group, classDay },
})

export const OFFICES: readonly Office[] = [
  office('yunxi', '云溪镇司法所', 'Yunxi Town Judicial Office', [72, 2, 3], 'yunxi', 4, 101),
  // Its class is at the end of the month: the drawn month board of the 22nd has none yet.
  office('dongtang', '东塘镇司法所', 'Dongtang Town Judicial Office', [58, 2, 2], 'dongtang', 28, 102),
  office('nanpu', '南浦街道司法所', 'Nanpu Subdistrict Judicial Office', [49, 2, 2], 'nanpu', 5, 103),
  office('beitang', '北塘街道司法所', 'Beitang Subdistrict Judicial Office', [43, 2, 2], 'beitang', 6, 104),
  office('hefeng', '禾丰镇司法所', 'Hefeng Town Judicial Office', [36, 1, 2], 'west', 7, 105),
  office('shiwan', '石湾镇司法所', 'Shiwan Town Judicial Office', [34, 1, 1], 'west', 3, 106),
  office('liuqiao', '柳桥镇司法所', 'Liuqiao Town Judicial Office', [30, 1, 1], 'south', 8, 107),
  office('qingzhu', '青渚镇司法所', 'Qingzhu Town Judicial Office', [25, 1, 1], 'south', 9, 108),
  office('yusha', '渔沙镇司法所', 'Yusha Town Judicial Office', [18, 1, 1], 'south', 10, 109),
]

/** How many lectures of a month each group hears: 13, and in a month of 14 one more for the largest office. */
export const LECTURES_A_MONTH: Readonly<Record<string, number>> = {
  ...{ yunxi: 2, dongtang: 2, nanpu: 2, beitang: 2, west: 2, south: 3 },
}

export function officeOf(code: OfficeCode): Office {
  return OFFICES.find((candidate) => candidate.code === code)!
}
