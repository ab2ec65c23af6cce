import {
  to = clerk_invitation.grace
  id = "inv_3sdMgT0RWoIcyPk1jDRmQ8yXzLb"
}
