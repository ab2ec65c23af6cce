# By its id:
terraform import clerk_invitation.grace inv_3sdMgT0RWoIcyPk1jDRmQ8yXzLb

# Or by the address of a pending one:
terraform import clerk_invitation.grace grace@example.com
