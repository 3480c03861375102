export { createStaff } from './create-staff.ts'
export { findStaff } from './find-staff.ts'
export { hasStaff } from './store.ts'
