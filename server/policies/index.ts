export { bringPolicy } from './bring-policy.ts'
export { findLivePolicy, findPolicyVersion, type LoadedPolicy } from './find-policy.ts'
export { publishPolicy } from './publish-policy.ts'
