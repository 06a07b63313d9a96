import type { AppointmentOutcome, AppointmentPlace } from '#app/domains/counselling/appointment.policy.ts'
import type { CaseOutcome, HandOverReason, ReadingReason } from '#app/domains/counselling/case.policy.ts'
import type { GuardianRelation } from '#app/domains/counselling/consent.policy.ts'
import type { DisclosureGround, DisclosureRecipient } from '#app/domains/counselling/disclosure.policy.ts'
import type { ReferralReason, RequestState, Wish } from '#app/domains/counselling/request.policy.ts'
import type { CorrectionReason, SessionKind } from '#app/domains/counselling/session.policy.ts'

/** The words for the codes of counselling, the same for whoever reads them: the person, the office, the counsellor. */
export const counselling = {
  kinds: { alone: '单独谈', couple: '夫妻一起', family: '家人一起', remote: '电话或视频' } satisfies Record<
    SessionKind,
    string
  >,
  places: { 'in-person': '当面', phone: '电话', video: '视频' } satisfies Record<AppointmentPlace, string>,
  appointmentOutcomes: {
    kept: '来了',
    moved: '改了时间',
    'not-kept': '没来',
    cancelled: '取消了',
  } satisfies Record<AppointmentOutcome, string>,
  wishes: { anyone: '都可以', woman: '女老师', man: '男老师' } satisfies Record<Wish, string>,
  requestStates: {
    waiting: '等老师接',
    taken: '老师接下了',
    withdrawn: '撤回了',
    'set-aside': '先放下了',
  } satisfies Record<RequestState, string>,
  referralReasons: {
    'asked-at-office': '本人在所里提出',
    'settling-in': '入矫适应',
    family: '家里的事',
    'sleep-or-mood': '睡不好、心情低落',
    anger: '容易发火',
    loss: '亲人离世或变故',
    'drink-or-games': '喝酒、打游戏',
    'worry-for-safety': '担心本人安全',
  } satisfies Record<ReferralReason, string>,
  caseOutcomes: {
    'as-agreed': '谈完了，照约定结束',
    'person-ended': '本人不再谈',
    'referred-on': '转到别处（医院、专门机构）',
    'left-register': '解矫或迁走',
    'not-begun': '没有开始',
  } satisfies Record<CaseOutcome, string>,
  handOverReasons: {
    'counsellor-leaves': '老师离开',
    'person-asked': '本人想换',
    'other-skill': '需要另一种专长',
    workload: '手上的人太多',
  } satisfies Record<HandOverReason, string>,
  readingReasons: {
    quality: '督导质量',
    complaint: '处理投诉',
    safety: '担心安全',
    'hand-over': '交接',
  } satisfies Record<ReadingReason, string>,
  correctionReasons: {
    'times-wrong': '时间记错了',
    'line-wrong': '约定的一句话写错了',
    'did-not-take-place': '这一次没有谈',
  } satisfies Record<CorrectionReason, string>,
  guardianRelations: {
    parent: '父母',
    grandparent: '祖父母、外祖父母',
    sibling: '成年的哥哥姐姐',
    appointed: '指定的监护人',
  } satisfies Record<GuardianRelation, string>,
  grounds: {
    'danger-to-life': '眼看有人要受伤',
    'harm-to-minor': '孩子受到伤害或有危险',
    'order-of-law': '法院、检察院、公安依法调取',
    'duty-of-law': '法律写明要报告',
  } satisfies Record<DisclosureGround, string>,
  recipients: {
    family: '家里人',
    hospital: '医院',
    police: '公安机关',
    'civil-affairs': '民政部门',
    education: '教育部门',
    court: '法院',
    procuratorate: '检察院',
    office: '司法所',
  } satisfies Record<DisclosureRecipient, string>,
}
