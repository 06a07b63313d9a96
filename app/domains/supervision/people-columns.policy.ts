/** The columns of a list of people, in the order of the template. */
export const columns = [
  'number',
  'name',
  'office',
  'sex',
  'birthDay',
  'category',
  'phase',
  'grade',
  'offenceClass',
  'schooling',
  'work',
  'local',
  'needs',
  'enteredOn',
  'dueOn',
] as const
export type Column = (typeof columns)[number]

/** How a column may be headed: Chinese first (the template's), then English, then what other systems' lists say. */
export const headings: Record<Column, readonly [string, string, ...string[]]> = {
  number: ['编号', 'Number', '登记编号', '矫正编号', 'Register number'],
  name: ['姓名', 'Name'],
  office: ['司法所', 'Office', '司法所名称', '司法所代码', 'Judicial office'],
  sex: ['性别', 'Sex', 'Gender'],
  birthDay: ['出生日期', 'Birth day', '生日', 'Date of birth'],
  category: ['矫正类别', 'Category', '类别'],
  phase: ['矫正阶段', 'Phase', '阶段'],
  grade: ['管理等级', 'Grade', '等级'],
  offenceClass: ['犯罪类型', 'Offence', 'Offence class'],
  schooling: ['文化程度', 'Schooling', '学历'],
  work: ['就业情况', 'Work', '就业'],
  local: ['本地户籍', 'Local', '户籍'],
  needs: ['需要照顾', 'Needs', '需要照顾的', 'Access needs'],
  enteredOn: ['入矫日期', 'Entered on', '矫正起始', '起始日期', 'Start'],
  dueOn: ['期满日期', 'Due on', '矫正期满', '终止日期', 'End'],
}
