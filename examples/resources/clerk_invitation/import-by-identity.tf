import {
  to = clerk_invitation.grace
  identity = {
    id = "inv_3sdMgT0RWoIcyPk1jDRmQ8yXzLb"
  }
}
