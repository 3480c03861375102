export { createStaff, type NewStaff } from './create-staff.ts'
export { findStaff, type SignedIn } from './find-staff.ts'
export { hasStaff } from './store.ts'
