import { AmendsPolicy } from './elements/policy/policy.ts'
import { register } from './register.ts'

export { AmendsPolicy }

register('amends-policy', AmendsPolicy)
