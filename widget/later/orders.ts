export { orders } from '../screens/orders.ts'
