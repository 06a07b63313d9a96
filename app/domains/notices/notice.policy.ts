/** What the product tells somebody in their inbox. The words are the page's; a new event adds its code here. */
export const noticeCodes = [
  'order-requested',
  'order-held',
  'order-taken',
  'order-accepted',
  'order-declined',
  'order-other-time',
  'order-agreed',
  'order-time-refused',
  'order-confirmed',
  'order-taught',
  'order-withdrawn',
  'order-cancelled-by-office',
  'order-cancelled-by-lecturer',
  'order-moved',
  'order-handed-over',
  'order-expired',
  'order-resized',
  'order-joined',
  'order-left',
  'occasion-offered',
  'occasion-promoted',
  'occasion-taken-out',
  'occasion-unsettled',
  'occasion-moved',
  'occasion-cancelled',
  'occasion-line-added',
  'occasion-line-struck',
  'occasion-line-corrected',
  'absence-said',
  'counselling-consent-recorded',
  'counselling-consent-withdrawn',
  'counselling-waiting',
  'counselling-referred',
  'counselling-case-opened',
  'counselling-handed-over',
  'counselling-case-closed',
  'counselling-appointment-made',
  'counselling-appointment-moved',
  'counselling-appointment-cancelled',
  'counselling-session-corrected',
  'counselling-note-read',
  'counselling-disclosed',
] as const
export type NoticeCode = (typeof noticeCodes)[number]

/** Codes, days, counts and ids alone: a notice stands in a list that others may see over a shoulder. */
export type NoticeParameters = Record<string, string | number | boolean | null>

/** One event to those whom it concerns. `key` names the event: told twice, it stands once. */
export type NoticeEvent = { code: NoticeCode; key: string; parameters: NoticeParameters }
