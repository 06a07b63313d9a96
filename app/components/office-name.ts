import type { Locale } from '#app/messages/locale.ts'

/** 东塘镇司法所 → 东塘镇: in a chart of judicial offices the town is enough. */
export function townOf(office: { nameZh: string; nameEn: string }, locale: Locale): string {
  return locale === 'zh'
    ? office.nameZh.replace(/司法所$/, '')
    : office.nameEn.replace(/ Judicial Office$/, '')
}
